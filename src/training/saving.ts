import type { Engine } from '../engine/engine.ts';
import type { Appender } from './appender.ts';
import { type CheckpointRecord, checkpointPath, writeCheckpoint } from './checkpoint/checkpoint.ts';
import { libraryNote, modelConfig, tokenizerFiles } from './checkpoint/config.ts';
import { pruneCheckpoints } from './checkpoint/kept.ts';
import type { CheckpointEvent } from './events.ts';
import type { Plan } from './plan.ts';

/** Checkpoints of a run, written one after the other while it trains on. */
export interface Saving {
	/** Takes the state as it is now and returns; waits only for the checkpoint before. Throws what the disk answered to that. */
	save(step: number, evaluation: CheckpointRecord['evaluation']): Promise<void>;
	/** Resolves once all are on the disk. */
	finish(): Promise<void>;
}

export function saveInBackground(
	folder: string,
	{ design, architecture, data }: Plan,
	engine: Engine,
	events: Appender,
	emit: (event: CheckpointEvent) => void,
): Saving {
	const config = modelConfig(design, architecture, data.tokenizer);
	const tokenizer = tokenizerFiles(data.tokenizer);
	const note = libraryNote(design, architecture);
	let pending: Promise<void> = Promise.resolve();
	return {
		async save(step, evaluation) {
			await pending;
			const state = await engine.state();
			const record = { schema: 1, step, seed: design.training.seed, evaluation, ...(note !== undefined && { note }) } as const;
			const write = async () => {
				// A run that goes on from here finds the events of all its steps.
				await events.flush();
				await writeCheckpoint(folder, { record, state, layout: engine.layout, config, tokenizer });
				emit({ type: 'checkpoint', step, path: checkpointPath(step) });
				await pruneCheckpoints(folder);
			};
			pending = write();
			// Thrown where it is awaited; until then it is nobody's surprise.
			pending.catch(() => undefined);
		},
		finish: () => pending,
	};
}
