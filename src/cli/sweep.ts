import { existsSync } from 'node:fs';
import { basename, join, resolve } from 'node:path';
import { parseArgs } from 'node:util';
import { formatCount } from '../analysis/units.ts';
import { readDesign } from '../design/design.ts';
import { physicalCores } from '../engine/backends/onnx/processor.ts';
import { readText } from '../files/text.ts';
import { Refusal } from '../training/refusal.ts';
import { parseSetting } from '../training/settings.ts';
import { newRunId, runsFolder } from '../training/store.ts';
import { sweepPoints } from '../training/sweep.ts';
import { evaluationInWords } from './evaluation.ts';
import { type PointResult, type PointRun, trainPoints } from './sweep-runs.ts';
import { table } from './table.ts';
import { countFrom, UsageError } from './usage.ts';

const help = `Usage: headroom sweep DESIGN [--out DIR] [--jobs N] [--set KEY=VALUE]… [--backend NAME] [--json]

Trains every point of the design's "sweep:", a grid over its keys, each as a run of its own:

  sweep:
    model.num_attention_heads: [2, 4, 8]
    training.learning_rate: [1e-3, 3e-3]

  --out DIR         the runs' folders are made in it; else .headroom/runs beside the design
  --jobs N          points that train at a time; 1 unless told. They share the processor's threads
  --set KEY=VALUE   sets a key for every point
  --backend NAME    what trains them, as in headroom train; auto unless told
  --json            all runs as an array on stdout, when they have ended

A point whose design has errors is left out and told of. Ctrl-C ends the runs at hand with a checkpoint.
Exit codes: 0 all finished or stopped; 1 a point failed or was refused; 2 there is nothing to train.`;

/** Ends of a point that make the sweep's exit code 1. */
const BAD: ReadonlySet<PointResult['status']> = new Set(['refused', 'failed', 'interrupted']);

/** `headroom sweep`: all points of a grid. `trainer` is the program that trains one. */
export async function sweep(args: string[], trainer = join(__dirname, 'trainer.js')): Promise<number> {
	const { values, positionals } = parseArgs({
		args,
		allowPositionals: true,
		options: {
			out: { type: 'string' },
			jobs: { type: 'string', default: '1' },
			set: { type: 'string', multiple: true, default: [] },
			workspace: { type: 'string' },
			backend: { type: 'string' },
			json: { type: 'boolean', default: false },
			help: { type: 'boolean', short: 'h' },
		},
	});
	if (values.help) {
		console.log(help);
		return 0;
	}
	const [design, ...more] = positionals;
	if (design === undefined || more.length > 0) throw new UsageError('sweep takes one design.');
	const points = pointsOf(design, values);
	console.error(`${points.length} ${points.length === 1 ? 'point' : 'points'}, in ${values.out ?? runsFolder(design)}`);
	const results = await trainPoints(points, {
		jobs: countFrom('jobs', values.jobs) as number,
		trainer,
		onStart: ({ name }) => console.error(`${name}  begins`),
		onEnd: (result) => console.error(`${result.name}  ${endInWords(result)}`),
	});
	console.log(values.json ? JSON.stringify(results.map(toJson), null, 2) : tableOf(results));
	if (results.every(({ run }) => run === undefined)) return 2;
	return results.some(({ status }) => BAD.has(status)) ? 1 : 0;
}

function pointsOf(
	design: string,
	{
		out,
		jobs,
		set,
		workspace,
		backend,
	}: { out?: string | undefined; jobs: string; set: string[]; workspace?: string | undefined; backend?: string | undefined },
): PointRun[] {
	try {
		const count = countFrom('jobs', jobs) as number;
		for (const setting of set) parseSetting(setting);
		const text = readText(resolve(design));
		const points = sweepPoints(text, basename(design));
		const { training } = readDesign(text, { name: basename(design) });
		// Runs side by side share the threads out, unless the design says how many each has.
		const threads = count > 1 && training.threads === undefined ? ['--set', `training.threads=${Math.max(1, Math.floor(physicalCores() / count))}`] : [];
		const now = new Date();
		const shared = [
			...threads,
			...set.flatMap((setting) => ['--set', setting]),
			...(workspace === undefined ? [] : ['--workspace', workspace]),
			...(backend === undefined ? [] : ['--backend', backend]),
		];
		return points.map((point, index) => {
			const number = String(index + 1).padStart(String(points.length).length, '0');
			const folder = out === undefined ? join(runsFolder(resolve(design)), `${newRunId(design, now)}-${number}`) : join(resolve(out), number);
			if (existsSync(folder)) throw new Refusal(`${folder} exists: choose another --out.`);
			const own = point.settings.flatMap(({ path, value }) => ['--set', `${path.join('.')}=${JSON.stringify(value)}`]);
			return { ...point, folder, args: [design, '--out', folder, ...shared, ...own] };
		});
	} catch (error) {
		throw error instanceof UsageError ? error : new UsageError((error as Error).message);
	}
}

/** How a point ended, in a line. */
function endInWords({ status, run, message }: PointResult): string {
	if (run === undefined) return `${status}${message === '' ? '' : `: ${message}`}`;
	const loss = run.evaluation_loss ?? run.loss;
	return `${run.status} at step ${run.step}${loss === null ? '' : `, ${run.evaluation_loss === null ? '' : 'validation '}loss ${loss.toFixed(3)}`}${message === '' ? '' : `: ${message}`}`;
}

const keysOf = ({ settings }: PointResult): Record<string, unknown> => Object.fromEntries(settings.map(({ path, value }) => [path.join('.'), value]));

const toJson = (result: PointResult) => ({ keys: keysOf(result), ...(result.run ?? { name: result.name, status: result.status, message: result.message }) });

/** Keys and outcome of every point, the best first. */
function tableOf(results: readonly PointResult[]): string {
	const [first] = results;
	const keys = Object.keys(first ? keysOf(first) : {});
	const best = [...results].sort((a, b) => (a.run?.evaluation_loss ?? Number.POSITIVE_INFINITY) - (b.run?.evaluation_loss ?? Number.POSITIVE_INFINITY));
	const rows = best.map((result) => {
		const { status, run, evaluation } = result;
		const loss = run?.evaluation_loss;
		return [
			...Object.values(keysOf(result)).map((value) => (typeof value === 'string' ? value : JSON.stringify(value))),
			status,
			loss === null || loss === undefined ? '–' : loss.toFixed(3),
			evaluation ? evaluationInWords(evaluation).join(', ') : '',
			run === undefined ? '–' : formatCount(run.parameters),
			run?.run ?? '',
		];
	});
	return table([[...keys, 'status', 'validation', '', 'parameters', 'run'], ...rows]);
}
