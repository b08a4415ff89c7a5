import type { TASKS } from '../../../design/sections.ts';
import type { Batch } from '../../../engine/engine.ts';
import { uniformNumbers } from '../../../engine/random.ts';
import type { Dataset } from '../dataset.ts';
import type { WindowShape } from '../windows.ts';
import { tasks } from './index.ts';

/** Windows that are evaluated on: the same ones whatever the seed, so that runs compare. */
const VALIDATION_WINDOWS = 128;

/** A task as data: training windows are drawn by seed, step and row, and none is among those of validation. */
export function taskDataset(name: (typeof TASKS)[number], { batchSize, sequenceLength }: WindowShape, seed: number): Dataset {
	const batch = (rows: number, textOf: (row: number) => string): Batch => {
		const inputs = new Int32Array(batchSize * sequenceLength);
		const targets = new Int32Array(batchSize * sequenceLength).fill(-1);
		for (let row = 0; row < rows; row++) {
			const [start, end] = [row * sequenceLength, (row + 1) * sequenceLength];
			tasks[name].fill(inputs.subarray(start, end), targets.subarray(start, end), uniformNumbers(textOf(row)));
		}
		return { inputs, targets };
	};
	const validation = (first: number): Batch => batch(Math.min(batchSize, VALIDATION_WINDOWS - first), (row) => `${name} validation ${first + row}`);
	return {
		training: (step) => batch(batchSize, (row) => `${name} training ${seed} ${(step - 1) * batchSize + row}`),
		*validation() {
			for (let first = 0; first < VALIDATION_WINDOWS; first += batchSize) yield validation(first);
		},
		probe: () => validation(0).inputs.slice(0, sequenceLength),
		validationBytes: undefined,
		hasAnswers: true,
		prompt: undefined,
		close() {},
	};
}
