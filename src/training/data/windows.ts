import type { Batch } from '../../engine/engine.ts';
import { permutation } from '../permutation.ts';
import { refuseFew } from './few.ts';
import { part, type TokenStream } from './token-stream.ts';

/** A batch's shape: rows of as many inputs, each with the token after it as its target. */
export interface WindowShape {
	batchSize: number;
	sequenceLength: number;
}

export interface Split {
	training: TokenStream;
	/** The last `validation_fraction` of the stream, rounded down in tokens. */
	validation: TokenStream;
}

/** Whole windows in a stream: inputs do not overlap, the last target needs one token more, the tail is dropped. */
export const windowsIn = (tokens: number, sequenceLength: number): number => Math.max(0, Math.floor((tokens - 1) / sequenceLength));

/** Parts the stream; either part too short for one window is refused. */
export function splitTokens(tokens: TokenStream, validationFraction: number, sequenceLength: number): Split {
	const { length } = tokens;
	refuseFew(length, validationFraction, sequenceLength);
	const size = Math.floor(length * validationFraction);
	return { training: part(tokens, 0, length - size), validation: part(tokens, length - size, length) };
}

/** The batch of each step, counted from 1. Windows are shuffled anew in every epoch, and none comes twice in one. */
export function trainingBatches(tokens: TokenStream, shape: WindowShape, seed: number): (step: number) => Batch {
	const windows = windowsIn(tokens.length, shape.sequenceLength);
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
export function* validationBatches(tokens: TokenStream, shape: WindowShape): Generator<Batch> {
	const windows = windowsIn(tokens.length, shape.sequenceLength);
	for (let first = 0; first < windows; first += shape.batchSize) yield batchOf(tokens, shape, (row) => (first + row < windows ? first + row : undefined));
}

function batchOf(tokens: TokenStream, { batchSize, sequenceLength }: WindowShape, windowOf: (row: number) => number | undefined): Batch {
	const inputs = new Int32Array(batchSize * sequenceLength);
	const targets = new Int32Array(batchSize * sequenceLength).fill(-1);
	const window = new Int32Array(sequenceLength + 1);
	for (let row = 0; row < batchSize; row++) {
		const index = windowOf(row);
		if (index === undefined) continue;
		tokens.read(index * sequenceLength, window);
		inputs.set(window.subarray(0, sequenceLength), row * sequenceLength);
		targets.set(window.subarray(1), row * sequenceLength);
	}
	return { inputs, targets };
}
