import { mkdir, readFile, rename, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { elements } from '../../design/tensors.ts';
import type { EngineState, Placed } from '../../engine/engine.ts';
import { toJson, writeSynced } from '../whole-file.ts';
import { configText } from './config.ts';
import { readSafetensors } from './read-safetensors.ts';
import { type NamedTensor, writeSafetensors } from './write-safetensors.ts';

/** `state.json` of a checkpoint: with weights and moments, all that a run needs to go on as if nothing had been. */
export interface CheckpointRecord {
	schema: 1;
	/** Steps made. Data order and learning rate are functions of it and the seed. */
	step: number;
	seed: number;
	/** The last evaluation so far. */
	evaluation: { step: number; loss: number } | null;
	/** Set where the library cannot open the weights, with the reason. */
	note?: string;
}

export interface Checkpoint {
	record: CheckpointRecord;
	state: EngineState;
	layout: readonly Placed[];
	/** `config.json`, in the library's keys. */
	config: Record<string, unknown>;
	/** Text of the tokenizer's files, by name. */
	tokenizer: Readonly<Record<string, string>>;
}

/** Where a run's folder keeps the checkpoint of a step; relative, with `/` on every platform. */
export const checkpointPath = (step: number): string => `checkpoints/step-${step}`;

/** Both moments of AdamW have the names of their tensors, and these before them. */
const MOMENTS = ['first_moment', 'second_moment'] as const;

/** Writes a checkpoint beside its place and renames it. An earlier one of the same step makes way. */
export async function writeCheckpoint(runFolder: string, { record, state, layout, config, tokenizer }: Checkpoint): Promise<void> {
	const folder = join(runFolder, checkpointPath(record.step));
	const beside = join(runFolder, 'checkpoints', `.step-${record.step}.${process.pid}.tmp`);
	// Not recursive: where the run's folder has vanished, it is not made again.
	await mkdir(join(runFolder, 'checkpoints')).catch((error: NodeJS.ErrnoException) => {
		if (error.code !== 'EEXIST') throw error;
	});
	await mkdir(beside).catch(async () => {
		await rm(beside, { recursive: true, force: true });
		await mkdir(beside);
	});
	// All at once: on its way to the disk each waits for training steps, not for the others.
	await Promise.all([
		writeSafetensors(join(beside, 'model.safetensors'), placed(layout, state.weights)),
		writeSafetensors(join(beside, 'optimizer.safetensors'), [
			...placed(layout, state.firstMoment, MOMENTS[0]),
			...placed(layout, state.secondMoment, MOMENTS[1]),
		]),
		...Object.entries(tokenizer).map(([name, text]) => writeSynced(join(beside, name), [Buffer.from(text)])),
		writeSynced(join(beside, 'config.json'), [Buffer.from(configText(config))]),
		writeSynced(join(beside, 'state.json'), [Buffer.from(toJson(record))]),
	]);
	await rename(beside, folder).catch(async () => {
		await rm(folder, { recursive: true, force: true });
		await rename(beside, folder);
	});
}

const placed = (layout: readonly Placed[], values: Float32Array, prefix?: string): NamedTensor[] =>
	layout.map(({ tensor: { name, shape }, offset }) => ({
		name: prefix === undefined ? name : `${prefix}.${name}`,
		shape,
		data: values.subarray(offset, offset + elements(shape)),
	}));

/** Reads a checkpoint back; throws, with the reason, where anything of it is missing or cut off. */
export async function readCheckpoint(folder: string, layout: readonly Placed[]): Promise<{ record: CheckpointRecord; state: EngineState }> {
	const record = await readRecord(folder);
	const model = await readSafetensors(join(folder, 'model.safetensors'));
	const optimizer = await readSafetensors(join(folder, 'optimizer.safetensors'));
	const gather = (tensors: Map<string, NamedTensor>, prefix?: string): Float32Array => {
		const length = layout.reduce((end, { tensor, offset }) => Math.max(end, offset + elements(tensor.shape)), 0);
		const values = new Float32Array(length);
		for (const { name, shape, offset } of layout.map(({ tensor, offset }) => ({ ...tensor, offset }))) {
			const found = tensors.get(prefix === undefined ? name : `${prefix}.${name}`);
			if (found?.shape.join() !== shape.join()) throw new Error(`${folder} holds no ${name} of shape ${shape.join(' × ')}.`);
			values.set(found.data, offset);
		}
		return values;
	};
	return {
		record,
		state: { step: record.step, weights: gather(model), firstMoment: gather(optimizer, MOMENTS[0]), secondMoment: gather(optimizer, MOMENTS[1]) },
	};
}

/** `state.json` alone. */
export async function readRecord(folder: string): Promise<CheckpointRecord> {
	const record: CheckpointRecord = JSON.parse(await readFile(join(folder, 'state.json'), 'utf8'));
	if (!Number.isInteger(record.step)) throw new Error(`${join(folder, 'state.json')} names no step.`);
	return record;
}
