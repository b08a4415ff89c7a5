import fc from 'fast-check';
import { expect, it } from 'vitest';
import { uniformNumbers } from '../../../../src/engine/random.ts';
import { spectrum } from '../../../../src/training/rank/spectrum.ts';
import { scoresOf, square, truth } from './truth.ts';

it.each(truth.ranks)('has the singular values that NumPy has: $tokens tokens, head of $size, gain $gain, shift $shift', ({ expected, ...recipe }) => {
	const found = spectrum({ values: scoresOf(recipe), tokens: recipe.tokens, stride: recipe.tokens, bound: recipe.size });
	expect(found).toHaveLength(expected.numerical_rank);
	const [largest = Number.NaN] = expected.singular_values;
	// Sines and cosines may differ in the last bit, and a shift is rounded with the score.
	const precision = 1e-6 + (1e-5 * recipe.shift) / largest;
	found.forEach((value, index) => {
		expect(Math.abs(value - (expected.singular_values[index] as number)) / largest).toBeLessThan(precision);
	});
});

it('is that of a centring matrix where all queries see themselves alone', () => {
	const found = spectrum(square(9, (query, key) => 5 * Number(query === key)));
	expect(found).toHaveLength(8);
	for (const value of found) expect(value).toBeCloseTo(5, 5);
});

it('finds the values that scores were made of, whatever the directions, also where the rank is known', () => {
	fc.assert(
		fc.property(fc.array(fc.double({ min: 0.01, max: 10, noNaN: true }), { minLength: 1, maxLength: 7 }), fc.nat(), (values, seed) => {
			const tokens = 32;
			const draw = uniformNumbers(String(seed));
			const [queries, keys] = [orthonormal(tokens, values.length, draw), orthonormal(tokens, values.length, draw)];
			const scores = square(tokens, (query, key) => values.reduce((sum, value, k) => sum + value * (queries[k]?.[query] ?? 0) * (keys[k]?.[key] ?? 0), 0));
			for (const bound of [tokens, 7]) {
				const found = spectrum({ ...scores, bound });
				expect(found).toHaveLength(values.length);
				[...values]
					.sort((a, b) => b - a)
					.forEach((value, index) => {
						expect(found[index]).toBeCloseTo(value, 4);
					});
			}
		}),
	);
});

it('leaves out what is rounding of a shift, however large the shift', () => {
	for (const shift of [1, 1e3, 1e6]) expect(spectrum(square(16, (query) => shift * Math.sqrt(query + 1)))).toEqual([]);
});

/** Vectors at right angles to each other and to (1, …, 1), so that centring leaves them. */
function orthonormal(size: number, count: number, draw: () => number): number[][] {
	const made: number[][] = [Array.from({ length: size }, () => 1 / Math.sqrt(size))];
	while (made.length <= count) {
		let vector = Array.from({ length: size }, () => draw() - 0.5);
		// Twice: once leaves rounding along the earlier ones.
		for (const other of [...made, ...made]) {
			const along = vector.reduce((sum, value, i) => sum + value * (other[i] as number), 0);
			vector = vector.map((value, i) => value - along * (other[i] as number));
		}
		const norm = Math.hypot(...vector);
		if (norm > 1e-3) made.push(vector.map((value) => value / norm));
	}
	return made.slice(1);
}
