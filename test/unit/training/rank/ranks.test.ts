import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { uniformNumbers } from '../../../../src/engine/random.ts';
import { ranksOf } from '../../../../src/training/rank/ranks.ts';
import { scoresOf, square, truth } from './truth.ts';

const effectiveRank = (scores: Parameters<typeof ranksOf>[0]): number => ranksOf(scores).effective_rank;

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

it.each(truth.ranks)('are those of NumPy: $tokens tokens, head of $size, gain $gain, shift $shift', ({ expected, ...recipe }) => {
	const found = ranksOf({ values: scoresOf(recipe), tokens: recipe.tokens, stride: recipe.tokens, bound: recipe.size });
	expect(found.effective_rank).toBeCloseTo(expected.effective_rank, 3);
	expect(found.stable_rank).toBeCloseTo(expected.stable_rank, 3);
	expect(found.numerical_rank).toBe(expected.numerical_rank);
});

it('stable ≤ effective ≤ numerical rank ≤ head size', () => {
	fc.assert(
		fc.property(fc.integer({ min: 2, max: 24 }), fc.integer({ min: 1, max: 8 }), fc.nat(), (tokens, headSize, seed) => {
			const { stable_rank, effective_rank, numerical_rank } = ranksOf(scores(tokens, headSize, seed));
			expect(stable_rank).toBeGreaterThanOrEqual(1);
			expect(effective_rank).toBeGreaterThanOrEqual(stable_rank - 1e-9);
			expect(numerical_rank).toBeGreaterThanOrEqual(effective_rank - 1e-9);
			expect(numerical_rank).toBe(Math.min(headSize, tokens - 1));
		}),
	);
});

it('are the count of the values where all are equal', () => {
	// The identity loses one dimension to centring.
	const { effective_rank, stable_rank, numerical_rank } = ranksOf(square(8, (query, key) => Number(query === key)));
	expect(effective_rank).toBeCloseTo(7, 6);
	expect(stable_rank).toBeCloseTo(7, 6);
	expect(numerical_rank).toBe(7);
});

it('follow their definitions where the values differ', () => {
	// Rows of alternating sign are centred already: singular values 3 · 2 and 1 · 2.
	const rows = [
		[3, -3, 3, -3],
		[1, 1, -1, -1],
	];
	const found = ranksOf(square(4, (query, key) => rows[query]?.[key] ?? 0));
	const entropy = -(0.75 * Math.log(0.75) + 0.25 * Math.log(0.25));
	expect(found.effective_rank).toBeCloseTo(Math.exp(entropy), 6);
	expect(found.stable_rank).toBeCloseTo((36 + 4) / 36, 6);
	expect(found.numerical_rank).toBe(2);
});

describe('the scores', () => {
	it('are not told apart by what is added to all of a query, nor by their scale', () => {
		const before = scores(16, 4, 3);
		const shift = (query: number) => 5 * query - 20;
		const after = square(16, (query, key) => 7 * ((before.values[query * 16 + key] as number) + shift(query)));
		expect(effectiveRank(after)).toBeCloseTo(effectiveRank(before), 3);
		expect(ranksOf(after).numerical_rank).toBe(4);
	});

	it('have no rank where a query scores all keys alike', () => {
		const none = { effective_rank: 0, stable_rank: 0, numerical_rank: 0 };
		expect(ranksOf(square(4, (query) => query))).toEqual(none);
		expect(ranksOf(square(7, (query) => 0.1 * query))).toEqual(none);
		expect(ranksOf(square(1, () => 3))).toEqual(none);
	});

	it('of the first tokens are read out of a longer window', () => {
		const whole = scores(16, 4, 3);
		const part = square(8, (query, key) => whole.values[query * 16 + key] as number);
		expect(ranksOf({ values: whole.values, tokens: 8, stride: 16, bound: 4 })).toEqual(ranksOf(part));
	});
});
