import { spawn } from 'node:child_process';
import { readEvents, standingEvents } from '../training/event-lines.ts';
import type { EvaluationEvent } from '../training/events.ts';
import { label } from '../training/labels.ts';
import { type RunStatus, type RunSummary, readRun } from '../training/store.ts';
import type { SweepPoint } from '../training/sweep.ts';

/** A point with the folder of its run, and the arguments of `headroom train` that make it. */
export interface PointRun extends SweepPoint {
	folder: string;
	args: string[];
}

export interface PointResult extends PointRun {
	status: RunStatus | 'refused' | 'not begun';
	/** Undefined where the point was refused, or was not begun when the sweep was stopped. */
	run: RunSummary | undefined;
	/** The last one of the run. */
	evaluation: EvaluationEvent | undefined;
	/** What a refused or failed run said. */
	message: string;
}

export interface SweepOptions {
	/** Points that train at a time. */
	jobs: number;
	/** The program that trains one run. */
	trainer: string;
	onStart(point: PointRun): void;
	onEnd(result: PointResult): void;
}

/**
 * Trains every point in a process of its own, so that one that fails leaves the others alone. A signal is handed on to
 * those that train, which end with a checkpoint; no other is begun then.
 */
export async function trainPoints(points: readonly PointRun[], { jobs, trainer, onStart, onEnd }: SweepOptions): Promise<PointResult[]> {
	const results: PointResult[] = [];
	const children = new Set<ReturnType<typeof spawn>>();
	let isStopped = false;
	const stop = (): void => {
		isStopped = true;
		for (const child of children) child.kill('SIGTERM');
	};
	const signals = ['SIGINT', 'SIGTERM', 'SIGHUP'] as const;
	for (const signal of signals) process.on(signal, stop);

	const train = async (point: PointRun): Promise<PointResult> => {
		onStart(point);
		const child = spawn(process.execPath, [trainer, ...point.args], { stdio: ['ignore', 'ignore', 'pipe'], windowsHide: true });
		children.add(child);
		let said = '';
		child.stderr?.on('data', (text) => {
			said += text;
		});
		const failure = await new Promise<Error | undefined>((resolve) => child.once('error', resolve).once('close', () => resolve(undefined)));
		children.delete(child);
		const run = await readRun(point.folder);
		if (run !== undefined) await label(point.folder, { name: point.name }).catch(() => undefined);
		const evaluation = standingEvents(await readEvents(point.folder)).findLast((event) => event.type === 'evaluation');
		return {
			...point,
			status: run?.status ?? 'refused',
			evaluation,
			run: run && { ...run, name: point.name },
			message: run?.message ?? failure?.message ?? said.trim(),
		};
	};

	const waiting = [...points.entries()];
	const work = async (): Promise<void> => {
		for (let next = waiting.shift(); next !== undefined; next = waiting.shift()) {
			const [index, point] = next;
			const result = isStopped ? { ...point, status: 'not begun' as const, run: undefined, evaluation: undefined, message: '' } : await train(point);
			results[index] = result;
			onEnd(result);
		}
	};
	await Promise.all(Array.from({ length: Math.min(jobs, points.length) }, work));
	for (const signal of signals) process.off(signal, stop);
	return results;
}
