import type { Engine } from '../engine/engine.ts';
import type { CheckpointRecord } from './checkpoint/checkpoint.ts';
import { newestCheckpoint } from './checkpoint/kept.ts';
import { type InitialWeights, readInitialWeights } from './initial-weights.ts';
import { Refusal } from './refusal.ts';
import type { Prepared } from './request.ts';

/** Where a run stands as it begins or goes on; the engine holds that state. */
export interface Beginning {
	/** Of the checkpoint that it goes on from. */
	record?: CheckpointRecord;
	/** Content of the folder that its first weights are from. */
	weightsHash?: string;
	/** What should be said of it. */
	notes: readonly string[];
}

/** Takes the engine to where a new run starts: the weights that its design names, else the engine's own. Throws a Refusal where they do not fit. */
export async function begin(prepared: Prepared, engine: Engine): Promise<Beginning> {
	const initial = await namedWeights(prepared, engine);
	if (initial === undefined) return { notes: [] };
	await startFrom(engine, initial);
	return { weightsHash: initial.hash, notes: [] };
}

/** Takes the engine to the newest whole checkpoint. Without one the run begins anew, which is the same run: with the same weights, or not at all. */
export async function goOn(prepared: Prepared, engine: Engine): Promise<Beginning> {
	const notes: string[] = [];
	const checkpoint = await newestCheckpoint(prepared.folder, engine.layout, (step, reason) =>
		notes.push(`The checkpoint of step ${step} is passed over: ${reason}`),
	);
	if (checkpoint !== undefined) {
		await engine.restore(checkpoint.state);
		return { record: checkpoint.record, notes };
	}
	const initial = await namedWeights(prepared, engine);
	if (initial !== undefined) {
		if (prepared.weightsHash !== undefined && prepared.weightsHash !== initial.hash)
			throw new Refusal(
				`The weights in training.initialize_from ${prepared.plan.design.training.initializeFrom} have changed since the run began, and it has no checkpoint to go on from: put the former ones back, or start a new run.`,
			);
		await startFrom(engine, initial);
	}
	return { notes };
}

async function namedWeights({ plan: { design }, designPath, workspace }: Prepared, { layout }: Engine): Promise<InitialWeights | undefined> {
	const { initializeFrom } = design.training;
	return initializeFrom === undefined ? undefined : readInitialWeights(initializeFrom, designPath, workspace, layout);
}

const startFrom = async (engine: Engine, { weights }: InitialWeights): Promise<void> => engine.restore({ ...(await engine.state()), weights });
