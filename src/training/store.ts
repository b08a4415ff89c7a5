import { mkdir, readdir, readFile, writeFile } from 'node:fs/promises';
import { basename, dirname, join } from 'node:path';
import { readEvents, standingEvents } from './event-lines.ts';
import type { RunEvent, StartEvent } from './events.ts';
import { readLabels } from './labels.ts';
import { livingProcess } from './process.ts';
import { likelyCause } from './vanished.ts';

export type RunStatus = 'running' | 'finished' | 'stopped' | 'failed' | 'interrupted';

/** A run as `runs ls --json` tells it. */
export interface RunSummary {
	run: string;
	name: string;
	/** File name of the design. */
	design: string;
	status: RunStatus;
	/** Last step made. */
	step: number;
	steps: number;
	/** Loss of the last step, in nats; null before the first. */
	loss: number | null;
	/** Last evaluation, in nats; null before the first. */
	evaluation_loss: number | null;
	/** Of the last evaluation, where it tells them. */
	bits_per_byte?: number;
	accuracy?: number;
	parameters: number;
	pinned: boolean;
	tags: string[];
	/** The run's folder. */
	folder: string;
	/** When it began, as an ISO date. */
	started: string;
	/** Only when failed: what happened and what to do. */
	message?: string;
}

/** What a folder of runs is called beside a design or in a working folder. */
const STORE = join('.headroom', 'runs');

/** Asks the run that trains in the folder to end; on every platform alike. */
export const STOP_FILE = 'stop';

/** Where the runs of a design are kept: `.headroom/runs` beside it. */
export const runsFolder = (designPath: string): string => join(dirname(designPath), STORE);

/** Where the tokens of a design's long texts are kept: `.headroom/cache` beside it. It may be deleted at any time. */
export const cacheFolder = (designPath: string): string => join(dirname(designPath), '.headroom', 'cache');

/** A design's name without its endings: `tiny` of `text/tiny.headroom.yaml`. */
export const designTitle = (designPath: string): string => basename(designPath).replace(/(\.headroom)?\.(ya?ml|jsonc?)$/, '');

/** A new run's id, such as `tiny-20261124-211500-042`: the design, then the local time to the millisecond, so that ids sort by age. */
export function newRunId(designName: string, now: Date): string {
	const digits = (value: number, width = 2) => String(value).padStart(width, '0');
	const date = `${digits(now.getFullYear(), 4)}${digits(now.getMonth() + 1)}${digits(now.getDate())}`;
	const time = `${digits(now.getHours())}${digits(now.getMinutes())}${digits(now.getSeconds())}-${digits(now.getMilliseconds(), 3)}`;
	// What a file system or a shell could take amiss becomes a dash.
	const name = designTitle(designName)
		.replace(/[^\p{L}\p{N}_.-]+/gu, '-')
		.replace(/^[-.]+/, '')
		.slice(0, 40);
	return `${name || 'run'}-${date}-${time}`;
}

/** Every run in the store of a working folder, newest first. */
export async function listRuns(workFolder: string): Promise<RunSummary[]> {
	const store = join(workFolder, STORE);
	const entries = await readdir(store, { withFileTypes: true }).catch(() => []);
	const runs = await Promise.all(entries.filter((entry) => entry.isDirectory()).map((entry) => readRun(join(store, entry.name))));
	return runs.filter((run) => run !== undefined).sort((a, b) => b.started.localeCompare(a.started) || b.run.localeCompare(a.run));
}

/** One run by its folder; undefined where no run has begun. */
export async function readRun(folder: string): Promise<RunSummary | undefined> {
	// Asked before the events are read: a run that ends in between has then written its end.
	const living = await livingProcess(folder);
	const events = standingEvents(await readEvents(folder));
	const start = events.find((event): event is StartEvent => event.type === 'start');
	if (start === undefined) return undefined;
	const labels = await readLabels(folder);
	const design = await designOf(folder);
	return {
		run: start.run,
		name: labels.name ?? (designTitle(design) || start.run),
		design,
		...progressOf(events, living !== undefined),
		steps: start.steps,
		parameters: start.parameters,
		pinned: labels.pinned ?? false,
		tags: labels.tags ?? [],
		folder,
		started: start.time,
	};
}

function progressOf(
	events: readonly RunEvent[],
	living: boolean,
): Pick<RunSummary, 'status' | 'step' | 'loss' | 'evaluation_loss' | 'bits_per_byte' | 'accuracy' | 'message'> {
	const step = events.findLast((event) => event.type === 'step');
	const evaluation = events.findLast((event) => event.type === 'evaluation');
	const end = events.findLast((event) => event.type === 'end');
	const message = end?.message ?? (end === undefined && !living ? likelyCause(events) : undefined);
	return {
		status: end?.status ?? (living ? 'running' : 'interrupted'),
		step: step?.step ?? 0,
		loss: step?.loss ?? null,
		evaluation_loss: evaluation?.loss ?? null,
		...(evaluation?.bits_per_byte !== undefined && { bits_per_byte: evaluation.bits_per_byte }),
		...(evaluation?.accuracy !== undefined && { accuracy: evaluation.accuracy }),
		...(message !== undefined && { message }),
	};
}

/** The design that `capsule.json` names; empty where the file is not there or says nothing. */
async function designOf(folder: string): Promise<string> {
	const capsule = await readFile(join(folder, 'capsule.json'), 'utf8')
		.then(JSON.parse)
		.catch(() => undefined);
	return typeof capsule?.design === 'string' ? basename(capsule.design) : '';
}

/** Asks a run to end with a checkpoint after the step it is at. */
export async function requestStop(folder: string): Promise<void> {
	await mkdir(folder, { recursive: true });
	await writeFile(join(folder, STOP_FILE), '');
}
