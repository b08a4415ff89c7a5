import { SingularValueDecomposition } from 'ml-matrix';
import { describe, expect, it } from 'vitest';
import { compressed } from '../../../../src/training/rank/compressed.ts';
import { scoresOf } from './truth.ts';

const TOKENS = 64;

/** A matrix of this rank, row by row. */
const matrixOf = (rank: number): Float64Array[] => {
	const scores = scoresOf({ tokens: TOKENS, size: rank, gain: 3, shift: 0 });
	return Array.from({ length: TOKENS }, (_, row) => Float64Array.from(scores.subarray(row * TOKENS, (row + 1) * TOKENS)));
};

const valuesOf = (rows: Float64Array[]): number[] =>
	new SingularValueDecomposition(
		rows.map((row) => [...row]),
		{ autoTranspose: true },
	).diagonal;

describe('a matrix of low rank', () => {
	it.each([1, 4, 16, 24])('keeps its singular values in fewer rows: rank %i', (rank) => {
		const whole = valuesOf(matrixOf(rank));
		const rows = compressed(matrixOf(rank), rank);
		expect(rows.length).toBeLessThanOrEqual(rank + 8);
		const few = valuesOf(rows);
		whole.slice(0, rank).forEach((value, index) => {
			expect(few[index]).toBeCloseTo(value, 5);
		});
	});

	it('has no rows where it is zero', () => {
		expect(
			compressed(
				Array.from({ length: TOKENS }, () => new Float64Array(TOKENS)),
				4,
			),
		).toEqual([]);
	});
});

it('leaves a matrix whose rank may be most of its size as it is', () => {
	const matrix = matrixOf(40);
	expect(compressed(matrix, 40)).toBe(matrix);
});

it('is the same every time', () => expect(compressed(matrixOf(4), 4)).toEqual(compressed(matrixOf(4), 4)));
