import type { Batch } from '../../engine/engine.ts';
import { type Masking, maskedBatch } from '../../engine/masking.ts';
import type { Dataset } from './dataset.ts';
import type { WindowShape } from './windows.ts';

/**
 * The same windows for the masked objective: some tokens of each are hidden, and those are the targets. Which ones goes
 * by seed, step and row in training, and by the window alone in validation, so that every evaluation asks the same.
 */
export function maskedDataset(dataset: Dataset, masking: Omit<Masking, 'draw'>, { batchSize, sequenceLength }: WindowShape, seed: number): Dataset {
	const masked = ({ inputs, targets }: Batch, drawOf: (row: number) => string): Batch => {
		const batch: Batch = { inputs: inputs.slice(), targets: new Int32Array(targets.length).fill(-1) };
		for (let start = 0; start < inputs.length; start += sequenceLength) {
			// A row that is no window has no target that counts.
			if ((targets[start] as number) < 0) continue;
			const row = maskedBatch(inputs.subarray(start, start + sequenceLength), { ...masking, draw: drawOf(start / sequenceLength) });
			batch.inputs.set(row.inputs, start);
			batch.targets.set(row.targets, start);
		}
		return batch;
	};
	return {
		...dataset,
		training: (step) => masked(dataset.training(step), (row) => `${seed} ${step} ${row}`),
		*validation() {
			let first = 0;
			for (const batch of dataset.validation()) {
				yield masked(batch, (row) => `validation ${first + row}`);
				first += batchSize;
			}
		},
		// A hidden token is told from both sides: its loss is not that of a code for the text.
		validationBytes: undefined,
		prompt: undefined,
	};
}
