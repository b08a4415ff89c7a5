import type { Batch } from '../../engine/engine.ts';
import { permutation } from '../permutation.ts';
import { Refusal } from '../refusal.ts';

/** A batch's shape: rows of as many inputs, each with the token after it as its target. */
export interface WindowShape {
	batchSize: number;
	sequenceLength: number;
}

export interface Split {
	training: Uint8Array;
	/** The last `validation_fraction` of the stream, rounded down in tokens. */
	validation: Uint8Array;
}

/** Whole windows in a stream: inputs do not overlap, the last target needs one token more, the tail is dropped. */
export const windowsIn = ({ length }: Uint8Array, sequenceLength: number): number => Math.max(0, Math.floor((length - 1) / sequenceLength));

/** Parts the stream; either part too short for one window is refused, with what it has and what it needs. */
export function splitTokens(tokens: Uint8Array, validationFraction: number, sequenceLength: number): Split {
	const needed = sequenceLength + 1;
	const size = Math.floor(tokens.length * validationFraction);
	const split = { training: tokens.subarray(0, tokens.length - size), validation: tokens.subarray(tokens.length - size) };
	const window = `a window of ${sequenceLength} needs ${needed} (one more than data.sequence_length, for the last target)`;
	if (tokens.length < needed) throw new Refusal(`The text has ${tokens.length} tokens; ${window}. Add text, or lower data.sequence_length.`);
	if (split.training.length < needed)
		throw new Refusal(`Of ${tokens.length} tokens ${split.training.length} are left to train on; ${window}. Add text, or lower data.validation_fraction.`);
	if (size < needed)
		throw new Refusal(
			`Of ${tokens.length} tokens ${size} are kept for validation (data.validation_fraction ${validationFraction}); ${window}. Add text, raise data.validation_fraction, or lower data.sequence_length.`,
		);
	return split;
}

/**
 * The batch of each step, counted from 1: a function of seed and step alone, so that a resumed run reads on where it
 * was. Windows are shuffled anew in every epoch, and none comes twice in one.
 */
export function trainingBatches(tokens: Uint8Array, shape: WindowShape, seed: number): (step: number) => Batch {
	const windows = windowsIn(tokens, shape.sequenceLength);
	const orders = new Map<number, Uint32Array>();
	const orderOf = (epoch: number): Uint32Array => {
		const known = orders.get(epoch);
		if (known) return known;
		// A batch reaches into the next epoch at most while it still needs this one's order.
		for (const old of orders.keys()) if (old < epoch - 1) orders.delete(old);
		const order = permutation(windows, `windows ${seed} ${epoch}`);
		orders.set(epoch, order);
		return order;
	};
	return (step) => {
		const first = (step - 1) * shape.batchSize;
		return batchOf(tokens, shape, (row) => orderOf(Math.floor((first + row) / windows))[(first + row) % windows]);
	};
}

/** The validation windows in order, in batches; rows past the last window have targets that do not count. */
export function* validationBatches(tokens: Uint8Array, shape: WindowShape): Generator<Batch> {
	const windows = windowsIn(tokens, shape.sequenceLength);
	for (let first = 0; first < windows; first += shape.batchSize) yield batchOf(tokens, shape, (row) => (first + row < windows ? first + row : undefined));
}

function batchOf(tokens: Uint8Array, { batchSize, sequenceLength }: WindowShape, windowOf: (row: number) => number | undefined): Batch {
	const inputs = new Int32Array(batchSize * sequenceLength);
	const targets = new Int32Array(batchSize * sequenceLength).fill(-1);
	for (let row = 0; row < batchSize; row++) {
		const window = windowOf(row);
		if (window === undefined) continue;
		const start = window * sequenceLength;
		inputs.set(tokens.subarray(start, start + sequenceLength), row * sequenceLength);
		targets.set(tokens.subarray(start + 1, start + 1 + sequenceLength), row * sequenceLength);
	}
	return { inputs, targets };
}
