import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { type TokenStream, tokensInMemory } from '../../../../src/training/data/token-stream.ts';
import { splitTokens, trainingBatches, validationBatches, windowsIn } from '../../../../src/training/data/windows.ts';

const counting = (length: number): TokenStream => tokensInMemory(Uint8Array.from({ length }, (_, index) => index % 251));
const all = (stream: TokenStream): number[] => {
	const tokens = new Int32Array(stream.length);
	stream.read(0, tokens);
	return [...tokens];
};

describe('the split', () => {
	it('keeps the last tokens for validation, rounded down', () => {
		const { training, validation } = splitTokens(counting(109), 0.1, 4);
		expect([training.length, validation.length]).toEqual([99, 10]);
		expect(all(training).at(-1)).toBe(98);
		expect(all(validation)[0]).toBe(99);
	});

	it.each([
		['a text shorter than one window', 4, 0.1, 'has 4 tokens; a window of 4 needs 5'],
		['too little to validate on', 40, 0.1, '4 are kept for validation (data.validation_fraction 0.1); a window of 4 needs 5'],
		['too little to train on', 40, 0.9, '4 are left to train on (data.validation_fraction 0.9); a window of 4 needs 5'],
	])('refuses %s, with what there is and what is needed', (_what, length, fraction, message) => {
		expect(() => splitTokens(counting(length), fraction, 4)).toThrow(message);
	});
});

describe('validation windows', () => {
	it('do not overlap, have targets shifted by one, and drop the tail', () => {
		const batches = [...validationBatches(counting(12), { batchSize: 2, sequenceLength: 3 })];
		expect(batches.map(({ inputs, targets }) => [[...inputs], [...targets]])).toEqual([
			[
				[0, 1, 2, 3, 4, 5],
				[1, 2, 3, 4, 5, 6],
			],
			[
				[6, 7, 8, 0, 0, 0],
				[7, 8, 9, -1, -1, -1],
			],
		]);
	});

	it('hold every target once', () => {
		fc.assert(
			fc.property(fc.integer({ min: 2, max: 200 }), fc.integer({ min: 2, max: 20 }), fc.integer({ min: 1, max: 5 }), (length, sequenceLength, batchSize) => {
				const targets = [...validationBatches(counting(length), { batchSize, sequenceLength })]
					.flatMap((batch) => [...batch.targets])
					.filter((target) => target >= 0);
				expect(targets).toEqual(all(counting(length)).slice(1, 1 + windowsIn(length, sequenceLength) * sequenceLength));
			}),
		);
	});
});

describe('training batches', () => {
	/** Number of the window in each row, by its first input. */
	const rowsOf = (steps: number[], windows: number, batchSize: number, seed: number): number[] => {
		const batch = trainingBatches(counting(windows * 4 + 1), { batchSize, sequenceLength: 4 }, seed);
		return steps.flatMap((step) => {
			const { inputs, targets } = batch(step);
			expect([...targets].filter((_, index) => index % 4 < 3)).toEqual([...inputs].filter((_, index) => index % 4 > 0));
			return [...inputs].filter((_, index) => index % 4 === 0).map((first) => first / 4);
		});
	};

	it('hold every window once in an epoch, in another order in the next', () => {
		fc.assert(
			fc.property(fc.integer({ min: 2, max: 60 }), fc.integer({ min: 1, max: 7 }), fc.nat(), (windows, batchSize, seed) => {
				const rows = rowsOf(
					Array.from({ length: Math.ceil((2 * windows) / batchSize) }, (_, index) => index + 1),
					windows,
					batchSize,
					seed,
				);
				const each = Array.from({ length: windows }, (_, index) => index);
				expect(rows.slice(0, windows).sort((a, b) => a - b)).toEqual(each);
				expect(rows.slice(windows, 2 * windows).sort((a, b) => a - b)).toEqual(each);
			}),
		);
		const epochs = rowsOf([1, 2], 50, 50, 0);
		expect(epochs.slice(0, 50)).not.toEqual(epochs.slice(50));
	});

	it('depend on seed and step alone, not on the steps before', () => {
		expect(rowsOf([37], 20, 3, 5)).toEqual(
			rowsOf(
				Array.from({ length: 37 }, (_, index) => index + 1),
				20,
				3,
				5,
			).slice(-3),
		);
		expect(rowsOf([1, 2, 3], 20, 3, 5)).not.toEqual(rowsOf([1, 2, 3], 20, 3, 6));
	});

	it('may be larger than an epoch', () => expect(rowsOf([1], 2, 5, 0)).toHaveLength(5));
});
