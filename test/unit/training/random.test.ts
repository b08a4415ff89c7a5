import { expect, it } from 'vitest';
import { permutation, random } from '../../../src/training/random.ts';

const draws = (...seeds: number[]): number[] => {
	const draw = random(...seeds);
	return Array.from({ length: 2000 }, draw);
};

it('draws the same numbers from the same seeds, others from others', () => {
	expect(draws(1, 2)).toEqual(draws(1, 2));
	expect(draws(1, 2).slice(0, 4)).not.toEqual(draws(2, 1).slice(0, 4));
	expect(draws(0, 0).slice(0, 4)).not.toEqual(draws(0, 1).slice(0, 4));
});

it('draws evenly from [0, 1)', () => {
	const numbers = draws(7);
	expect(Math.min(...numbers)).toBeGreaterThanOrEqual(0);
	expect(Math.max(...numbers)).toBeLessThan(1);
	// Twenty bins of 100 each; 5 deviations are 49.
	const bins = new Array(20).fill(0);
	for (const number of numbers) bins[Math.floor(number * 20)]++;
	for (const bin of bins) expect(Math.abs(bin - 100)).toBeLessThan(49);
});

it('is the published generator', () => {
	// From a transcription of the reference code, run on integers of unlimited size.
	expect(
		draws(1, 2)
			.slice(0, 5)
			.map((number) => number * 2 ** 32),
	).toEqual([1145637783, 1445407958, 2775246843, 4227948541, 1663915831]);
});

it('orders every number once, by the seeds alone', () => {
	const order = permutation(1000, 3, 1);
	expect([...order].sort((a, b) => a - b)).toEqual(Array.from({ length: 1000 }, (_, index) => index));
	expect(permutation(1000, 3, 1)).toEqual(order);
	expect(permutation(1000, 3, 2)).not.toEqual(order);
	expect([...order]).not.toEqual([...order].sort((a, b) => a - b));
});
