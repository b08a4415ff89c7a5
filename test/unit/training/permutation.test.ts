import { expect, it } from 'vitest';
import { permutation } from '../../../src/training/permutation.ts';

it('orders every number once, by the seed alone', () => {
	const order = permutation(1000, 'a');
	expect([...order].sort((a, b) => a - b)).toEqual(Array.from({ length: 1000 }, (_, index) => index));
	expect(permutation(1000, 'a')).toEqual(order);
	expect(permutation(1000, 'b')).not.toEqual(order);
});

it('puts every number in every place alike', () => {
	const counts = Array.from({ length: 4 }, () => [0, 0, 0, 0]);
	for (let seed = 0; seed < 2000; seed++)
		permutation(4, String(seed)).forEach((number, place) => {
			const row = counts[place] as number[];
			row[number] = (row[number] as number) + 1;
		});
	// 500 each; five deviations are 97.
	for (const count of counts.flat()) expect(Math.abs(count - 500)).toBeLessThan(97);
});
