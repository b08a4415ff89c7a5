import { formatBytes } from '../analysis/units.ts';
import type { Engine, TrainingMemory } from '../engine/engine.ts';
import type { TakenDevice } from './capsule.ts';
import { type MachineMemory, machineMemory } from './device/memory.ts';
import type { Plan } from './plan.ts';

/** Node.js with ONNX Runtime before the first number. */
const PROGRAM = 190 * 2 ** 20;
/** ONNX Runtime takes memory in growing pieces, and kernels some besides: measured on the processor (docs/backends.md). */
const TAKEN = 1.6;

/** Bytes that training is likely to take at its peak. */
export const likelyPeak = ({ held, working }: TrainingMemory): number => PROGRAM + held + TAKEN * working;

/** What training needs is more than there is: a warning with the numbers and the edits that would make it fit. Undefined where it fits, or nobody knows. */
export function memoryWarning(engine: Pick<Engine, 'memory'>, device: TakenDevice, plan: Plan, machine = machineMemory()): string | undefined {
	const there = memoryThere(device, machine);
	if (there === undefined) return undefined;
	const need = likelyPeak(engine.memory());
	if (need <= there.free) return undefined;
	return `${OPENING} ${formatBytes(need)}; ${inWords(there)}. ${whatFits(engine, plan, there.free)}`;
}

const OPENING = 'Training is likely to need';

/** Whether a warning of a run is of that kind. */
export const isMemoryWarning = (message: string): boolean => message.startsWith(OPENING);

/** The edit that would make training fit into so many bytes: the largest micro-batch, else a shorter window, else a smaller model. */
export function whatFits(engine: Pick<Engine, 'memory'>, { shape: { batchSize, sequenceLength }, design: { training } }: Plan, bytes: number): string {
	const peak = (microBatchSize: number, length: number): number => likelyPeak(engine.memory({ microBatchSize, sequenceLength: length }));
	const current = training.microBatchSize ?? batchSize;
	for (const size of divisorsBelow(batchSize, current))
		if (peak(size, sequenceLength) <= bytes)
			return `Set training.micro_batch_size: ${size}, which is likely to need ${formatBytes(peak(size, sequenceLength))} and learns the same.`;
	for (let length = Math.floor(sequenceLength / 2); length >= LEAST_LENGTH; length = Math.floor(length / 2))
		if (peak(1, length) <= bytes)
			return `Set training.micro_batch_size: 1 and data.sequence_length: ${length}, which is likely to need ${formatBytes(peak(1, length))}.`;
	return `Make the model smaller: with training.micro_batch_size: 1 it is likely to need ${formatBytes(peak(1, sequenceLength))} still.`;
}

const LEAST_LENGTH = 16;

/** The largest first. */
const divisorsBelow = (number: number, limit: number): number[] =>
	Array.from({ length: limit - 1 }, (_, index) => limit - 1 - index).filter((each) => number % each === 0);

/** The memory of what computes: its own, or the machine's. */
function memoryThere({ backend, memory }: TakenDevice, machine: MachineMemory): MachineMemory | undefined {
	if (backend === 'cpu') return machine;
	return memory === undefined ? undefined : { total: memory, free: memory };
}

const inWords = ({ total, free }: MachineMemory): string =>
	free === total ? `the device has ${formatBytes(total)}` : `${formatBytes(free)} of ${formatBytes(total)} are free`;
