import fc from 'fast-check';
import { expect, it } from 'vitest';
import { uniformNumbers } from '../../../../src/engine/random.ts';
import { effectiveRank } from '../../../../src/training/rank/effective-rank.ts';

const square = (tokens: number, entry: (query: number, key: number) => number) => ({
	values: Float32Array.from({ length: tokens * tokens }, (_, index) => entry(Math.floor(index / tokens), index % tokens)),
	tokens,
	stride: tokens,
});

/** Scores of a head of this size with random queries and keys. */
function scores(tokens: number, headSize: number, seed: number) {
	const draw = uniformNumbers(String(seed));
	const [queries, keys] = [0, 1].map(() => Float64Array.from({ length: tokens * headSize }, () => draw() - 0.5)) as [Float64Array, Float64Array];
	return square(tokens, (query, key) => {
		let sum = 0;
		for (let i = 0; i < headSize; i++) sum += (queries[query * headSize + i] as number) * (keys[key * headSize + i] as number);
		return sum;
	});
}

it('is at most the head size', () => {
	fc.assert(
		fc.property(fc.integer({ min: 2, max: 24 }), fc.integer({ min: 1, max: 8 }), fc.nat(), (tokens, headSize, seed) => {
			const rank = effectiveRank(scores(tokens, headSize, seed));
			expect(rank).toBeLessThanOrEqual(headSize * (1 + 1e-4));
			expect(rank).toBeGreaterThanOrEqual(1 - 1e-6);
		}),
	);
});

it('grows with the head size', () => {
	const ranks = [1, 4, 16].map((headSize) => effectiveRank(scores(64, headSize, 1)));
	expect(ranks[0]).toBeCloseTo(1, 3);
	expect(ranks[1]).toBeGreaterThan(3);
	expect(ranks[2]).toBeGreaterThan(11);
});

it('is the count of the values where all are equal', () => {
	// The identity loses one dimension to centring.
	expect(effectiveRank(square(8, (query, key) => Number(query === key)))).toBeCloseTo(7, 6);
});

it('is the exponential of the entropy where they differ', () => {
	// Rows of alternating sign are centred already: singular values 3 · 2 and 1 · 2.
	const rows = [
		[3, -3, 3, -3],
		[1, 1, -1, -1],
	];
	const { values } = square(4, (query, key) => rows[query]?.[key] ?? 0);
	const entropy = -(0.75 * Math.log(0.75) + 0.25 * Math.log(0.25));
	expect(effectiveRank({ values, tokens: 4, stride: 4 })).toBeCloseTo(Math.exp(entropy), 6);
});

it('does not see what is added to all scores of a query, nor their scale', () => {
	const before = scores(16, 4, 3);
	const shift = (query: number) => 5 * query - 20;
	const after = square(16, (query, key) => 7 * ((before.values[query * 16 + key] as number) + shift(query)));
	expect(effectiveRank(after)).toBeCloseTo(effectiveRank(before), 3);
});

it('is zero where a query scores all keys alike', () => expect(effectiveRank(square(4, (query) => query))).toBe(0));

it('reads the first tokens of a longer window', () => {
	const whole = scores(16, 4, 3);
	const part = square(8, (query, key) => whole.values[query * 16 + key] as number);
	expect(effectiveRank({ values: whole.values, tokens: 8, stride: 16 })).toBe(effectiveRank(part));
});
