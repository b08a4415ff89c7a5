import { parseArgs } from 'node:util';
import { yieldToOthers } from './priority.ts';
import { Refusal } from './refusal.ts';
import { jsonReporter, type Reporter, type RunPlace } from './reporter.ts';
import type { TrainRequest } from './request.ts';
import { trainRun } from './run.ts';
import { parseSetting, type Setting } from './settings.ts';

export const TRAIN_HELP = `Usage: headroom train DESIGN [--out DIR] [--steps N] [--seed N] [--set KEY=VALUE]… [--backend NAME] [--json]
       headroom train --resume DIR [--backend NAME] [--json]

Trains a design on the text that its data.files name. The run is kept in .headroom/runs beside the design, or in the
folder of --out. Ctrl-C ends it with a checkpoint; --resume goes on from the newest one, exactly as if nothing had been.

  --steps N, --seed N   short for --set training.steps=N and --set training.seed=N
  --set KEY=VALUE       sets a key of the design for this run, such as --set model.num_attention_heads=4
  --backend NAME        auto (cuda, else webgpu, else cpu), or cuda, webgpu, cpu, tensorflow; "headroom doctor" says which can run
  --workspace DIR       read no file outside of this folder; else the working folder, or the design's own
  --json                events as JSON lines on stdout

Exit codes: 0 finished or stopped; 1 failed while training; 2 refused before it began.`;

/** The arguments of `headroom train`; undefined where they ask for help. Throws a Refusal, or parseArgs' own error. */
export function readArguments(args: string[]): { request: TrainRequest; json: boolean } | undefined {
	const { values, positionals } = parseArgs({
		args,
		allowPositionals: true,
		options: {
			out: { type: 'string' },
			resume: { type: 'string' },
			workspace: { type: 'string' },
			steps: { type: 'string' },
			seed: { type: 'string' },
			set: { type: 'string', multiple: true, default: [] },
			backend: { type: 'string' },
			json: { type: 'boolean', default: false },
			help: { type: 'boolean', short: 'h' },
		},
	});
	if (values.help) return undefined;
	const { out, resume, workspace, json, backend } = values;
	const settings = [...values.set.map(parseSetting), ...numberSetting('steps', values.steps, 1), ...numberSetting('seed', values.seed, 0)];
	if (resume !== undefined) {
		if (positionals.length > 0 || out !== undefined || settings.length > 0)
			throw new Refusal('--resume goes on with a run as it is: name its folder alone, without a design, --out, --set, --steps or --seed.');
		return { request: { kind: 'resume', folder: resume, ...(workspace !== undefined && { workspace }), ...(backend !== undefined && { backend }) }, json };
	}
	const [design, ...more] = positionals;
	if (design === undefined) throw new Refusal('name a design to train, or a run to go on with by --resume DIR.');
	if (more.length > 0) throw new Refusal(`one design is trained at a time, not also ${more.join(', ')}.`);
	return {
		request: { kind: 'new', design, backend: backend ?? 'auto', settings, ...(out !== undefined && { out }), ...(workspace !== undefined && { workspace }) },
		json,
	};
}

function numberSetting(key: string, text: string | undefined, minimum: number): Setting[] {
	if (text === undefined) return [];
	const value = Number(text);
	if (text.trim() === '' || !Number.isSafeInteger(value) || value < minimum)
		throw new Refusal(`--${key} takes a whole number of at least ${minimum}, not ${text}.`);
	return [{ path: ['training', key], value }];
}

/** `headroom train` with its arguments; gives the exit code. Throws what `readArguments` and a refused run throw. */
export async function trainCommand(args: string[], report: (place: RunPlace) => Reporter): Promise<number> {
	const read = readArguments(args);
	if (read === undefined) {
		process.stdout.write(`${TRAIN_HELP}\n`);
		return 0;
	}
	// Whoever read along may leave; the run goes on.
	for (const stream of [process.stdout, process.stderr]) {
		stream.removeAllListeners('error');
		stream.on('error', () => undefined);
	}
	yieldToOthers();
	const status = await trainRun(read.request, read.json ? jsonReporter : report);
	return status === 'failed' ? 1 : 0;
}
