import { join, relative, resolve } from 'node:path';
import { parseArgs } from 'node:util';
import { formatCount } from '../analysis/units.ts';
import { checkpointSteps } from '../training/checkpoint/kept.ts';
import { compareRuns, resolvedKeys } from '../training/compare.ts';
import { readEvents, standingEvents } from '../training/event-lines.ts';
import { label, removeRun } from '../training/labels.ts';
import { listRuns, type RunSummary } from '../training/store.ts';
import { evaluationInWords } from './evaluation.ts';
import { findRun } from './find-run.ts';
import { headsInWords } from './heads.ts';
import { stepRows, toCsv } from './step-rows.ts';
import { table } from './table.ts';
import { UsageError } from './usage.ts';

const help = `Usage: headroom runs ls [FOLDER] [--json]
       headroom runs show RUN [--json]
       headroom runs compare RUN RUN… [--json]
       headroom runs export RUN [--json]
       headroom runs rename RUN NAME
       headroom runs rm RUN…

Runs are kept in .headroom/runs beside their design; ls lists those of a folder, the working folder unless one is named.
RUN is an id of the working folder, its beginning, or a run's folder. compare shows the keys that differ;
export writes every step with its evaluation as a table, CSV unless --json.`;

/** `headroom runs`: what was trained. */
export async function runs(args: string[]): Promise<number> {
	const { values, positionals } = parseArgs({
		args,
		allowPositionals: true,
		options: { json: { type: 'boolean', default: false }, help: { type: 'boolean', short: 'h' } },
	});
	if (values.help) {
		console.log(help);
		return 0;
	}
	const [name, ...rest] = positionals;
	const command = name === undefined ? undefined : commands[name];
	if (command === undefined) throw new UsageError(`say what to do with runs: ${Object.keys(commands).join(', ')}.`);
	console.log(await command(rest, values.json));
	return 0;
}

const commands: Record<string, (names: string[], json: boolean) => Promise<string>> = { ls, show, compare, export: exportRun, rename, rm: remove };

async function ls([folder = '.', ...more]: string[], json: boolean): Promise<string> {
	if (more.length > 0) throw new UsageError('ls takes one folder.');
	const found = await listRuns(resolve(folder));
	if (json) return toJson(found);
	if (found.length === 0) return `No runs in ${join(folder, '.headroom', 'runs')}.`;
	const rows = found.map((run) => [run.run, run.status, `${run.step}/${run.steps}`, nats(run.loss), nats(run.evaluation_loss), formatCount(run.parameters)]);
	return table([['run', 'status', 'step', 'loss', 'validation', 'parameters'], ...rows]);
}

async function show([name, ...more]: string[], json: boolean): Promise<string> {
	if (name === undefined || more.length > 0) throw new UsageError('show takes one run.');
	const run = await findRun(name);
	const events = standingEvents(await readEvents(run.folder));
	const evaluations = events.filter((event) => event.type === 'evaluation').map(({ type: _, sample: __, ...evaluation }) => evaluation);
	const last = evaluations.at(-1);
	const rank = events.findLast((event) => event.type === 'rank');
	const checkpoints = (await checkpointSteps(run.folder)).reverse();
	const keys = Object.fromEntries(await resolvedKeys(run.folder));
	if (json) return toJson({ ...run, keys, evaluations, ...(rank && { rank: { step: rank.step, layers: rank.layers } }), checkpoints });
	return [
		`${run.run}  ${run.status}${run.message === undefined ? '' : `: ${run.message}`}`,
		table([
			['name', run.name],
			['design', run.design],
			['folder', relative(process.cwd(), run.folder) || '.'],
			['started', run.started],
			['step', `${run.step} of ${run.steps}`],
			['loss', nats(run.loss)],
			['validation', [nats(run.evaluation_loss), ...(last ? evaluationInWords(last) : [])].join(', ')],
			...(rank ? [['heads', `${headsInWords(rank).join(', ')}, at step ${rank.step}`]] : []),
			['parameters', formatCount(run.parameters)],
			['checkpoints', checkpoints.join(', ') || 'none'],
			...Object.entries(keys).map(([key, value]) => [key, JSON.stringify(value)]),
		]),
	].join('\n');
}

async function compare(names: string[], json: boolean): Promise<string> {
	if (new Set(names).size < 2 || new Set(names).size < names.length) throw new UsageError('compare takes two runs or more, each once.');
	const found = new Map<string, RunSummary>();
	for (const name of names) found.set(name, await findRun(name));
	const comparison = await compareRuns(found);
	if (json) return toJson(comparison);
	const rows = (values: Record<string, Record<string, unknown>>): string[][] =>
		Object.entries(values).map(([key, each]) => [key, ...names.map((name) => JSON.stringify(each[name]))]);
	return table([['', ...names], ...rows(comparison.keys), ...rows(comparison.metrics)]);
}

async function exportRun([name, ...more]: string[], json: boolean): Promise<string> {
	if (name === undefined || more.length > 0) throw new UsageError('export takes one run.');
	const { folder } = await findRun(name);
	const rows = stepRows(standingEvents(await readEvents(folder)));
	return json ? toJson(rows) : toCsv(rows);
}

async function rename([name, called, ...more]: string[]): Promise<string> {
	if (name === undefined || !called || more.length > 0) throw new UsageError('rename takes a run and its new name.');
	const run = await findRun(name);
	await label(run.folder, { name: called });
	return `${run.run} is called ${called}.`;
}

async function remove(names: string[]): Promise<string> {
	if (names.length === 0) throw new UsageError('rm takes one run or more.');
	// All are found before the first one goes.
	const found = await Promise.all(names.map(findRun));
	for (const { folder } of found)
		await removeRun(folder).catch((error: Error) => {
			throw new UsageError(error.message);
		});
	return `Removed ${found.map(({ run }) => run).join(', ')}.`;
}

const nats = (loss: number | null): string => (loss === null ? '–' : loss.toFixed(3));
const toJson = (value: unknown): string => JSON.stringify(value, null, 2);
