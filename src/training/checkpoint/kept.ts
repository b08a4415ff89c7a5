import { readdir, rm } from 'node:fs/promises';
import { join } from 'node:path';
import type { EngineState, Placed } from '../../engine/engine.ts';
import { type CheckpointRecord, checkpointPath, readCheckpoint, readRecord } from './checkpoint.ts';

/** Steps of which a run's folder has a checkpoint, the last one first. */
export async function checkpointSteps(runFolder: string): Promise<number[]> {
	const names = await readdir(join(runFolder, 'checkpoints')).catch(() => []);
	return names
		.flatMap((name) => /^step-(\d+)$/.exec(name)?.[1] ?? [])
		.map(Number)
		.sort((a, b) => b - a);
}

/** The newest checkpoint that is whole; each one that is not is passed over and told of. Undefined where there is none. */
export async function newestCheckpoint(
	runFolder: string,
	layout: readonly Placed[],
	onTorn: (step: number, reason: string) => void,
): Promise<{ record: CheckpointRecord; state: EngineState } | undefined> {
	for (const step of await checkpointSteps(runFolder)) {
		try {
			return await readCheckpoint(join(runFolder, checkpointPath(step)), layout);
		} catch (error) {
			onTorn(step, (error as Error).message);
		}
	}
	return undefined;
}

/** Removes all checkpoints but the newest two and the one with the lowest evaluation loss, and what a kill left half-written. */
export async function pruneCheckpoints(runFolder: string): Promise<void> {
	const folder = join(runFolder, 'checkpoints');
	const steps = await checkpointSteps(runFolder);
	const losses = await Promise.all(
		steps.map(async (step) => {
			const record = await readRecord(join(runFolder, checkpointPath(step))).catch(() => undefined);
			return { step, loss: record?.evaluation?.loss ?? Number.POSITIVE_INFINITY };
		}),
	);
	const best = losses.reduce<(typeof losses)[number] | undefined>((least, each) => (least === undefined || each.loss < least.loss ? each : least), undefined);
	const kept = new Set([...steps.slice(0, 2), best?.step]);
	for (const step of steps) if (!kept.has(step)) await rm(join(runFolder, checkpointPath(step)), { recursive: true, force: true });
	const names = await readdir(folder).catch(() => []);
	for (const name of names) if (/^\.step-.*\.tmp$/.test(name)) await rm(join(folder, name), { recursive: true, force: true });
}
