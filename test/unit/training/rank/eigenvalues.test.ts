import fc from 'fast-check';
import { expect, it } from 'vitest';
import { uniformNumbers } from '../../../../src/engine/random.ts';
import { symmetricEigenvalues } from '../../../../src/training/rank/eigenvalues.ts';

const sum = (values: Iterable<number>): number => [...values].reduce((total, value) => total + value, 0);

/** An orthogonal matrix as a product of reflections 1 − 2·v·vᵀ/|v|². */
function orthogonal(size: number, draw: () => number): number[][] {
	let matrix = Array.from({ length: size }, (_, i) => Array.from({ length: size }, (_, j) => Number(i === j)));
	for (let count = 0; count < 3; count++) {
		const v = Array.from({ length: size }, () => draw() - 0.5);
		const square = sum(v.map((value) => value * value));
		matrix = matrix.map((row) => {
			const along = (2 * sum(row.map((value, i) => value * (v[i] as number)))) / square;
			return row.map((value, i) => value - along * (v[i] as number));
		});
	}
	return matrix;
}

const compose = (values: number[], q: number[][]): Float64Array =>
	Float64Array.from(q.flatMap((a) => q.map((b) => sum(values.map((value, k) => (a[k] as number) * value * (b[k] as number))))));

const value = fc.oneof(fc.double({ min: -1000, max: 1000, noNaN: true }), fc.constantFrom(0, 1, 1, 1e-9));

it('finds the eigenvalues that a matrix was made of', () => {
	fc.assert(
		fc.property(fc.array(value, { minLength: 1, maxLength: 24 }), fc.nat(), (values, seed) => {
			const found = symmetricEigenvalues(compose(values, orthogonal(values.length, uniformNumbers(String(seed)))), values.length);
			const largest = Math.max(1, ...values.map(Math.abs));
			[...values]
				.sort((a, b) => a - b)
				.forEach((expected, index) => {
					expect(Math.abs((found[index] as number) - expected)).toBeLessThan(1e-11 * largest);
				});
		}),
	);
});

it('keeps trace and sum of squares of any symmetric matrix', () => {
	fc.assert(
		fc.property(fc.integer({ min: 1, max: 40 }), fc.nat(), fc.boolean(), (size, seed, sparse) => {
			const draw = uniformNumbers(String(seed));
			const matrix = new Float64Array(size * size);
			for (let i = 0; i < size; i++) for (let j = 0; j <= i; j++) matrix[i * size + j] = matrix[j * size + i] = sparse && draw() < 0.7 ? 0 : draw() - 0.5;
			const trace = sum(Array.from({ length: size }, (_, i) => matrix[i * size + i] as number));
			const squares = sum(matrix.map((entry) => entry * entry));
			const found = symmetricEigenvalues(matrix, size);
			expect(sum(found)).toBeCloseTo(trace, 9);
			expect(sum(found.map((entry) => entry * entry))).toBeCloseTo(squares, 9);
		}),
	);
});

it('knows the second difference, whose eigenvalues are 2 − 2·cos(kπ/(n+1))', () => {
	const size = 64;
	const matrix = Float64Array.from({ length: size * size }, (_, index) => {
		const distance = Math.abs(Math.floor(index / size) - (index % size));
		return distance === 0 ? 2 : distance === 1 ? -1 : 0;
	});
	symmetricEigenvalues(matrix, size).forEach((found, index) => {
		expect(found).toBeCloseTo(2 - 2 * Math.cos(((index + 1) * Math.PI) / (size + 1)), 12);
	});
});
