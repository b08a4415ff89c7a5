import { Matrix, SingularValueDecomposition } from 'ml-matrix';
import { compressed } from './compressed.ts';

/** A head's pre-softmax scores, `[tokens, tokens]`: a row for each query, `stride` apart. */
export interface Scores {
	values: Float32Array;
	tokens: number;
	stride: number;
	/** The most that their rank can be but for rounding. */
	bound: number;
}

/** The distance from 1 to the next number of single precision, in which scores come. */
const SINGLE_EPSILON = 2 ** -23;

/**
 * Singular values of the centred scores, from the largest down; those that drown in rounding are left out. Every score must be finite: with
 * others the decomposition does not end.
 *
 * Softmax does not see what is added to all scores of one query, so each query's mean is taken away first; that can only lower the rank.
 * Entries that the mask hides stay as the head computes them: the mask leaves them free to take any value, and these are values with which the
 * matrix keeps within the head size. Zero or −∞ in their place would add rank that the head does not have.
 *
 * What drowns is at most tokens · 2⁻²³ times the largest singular value (the tolerance of LAPACK's users and of NumPy's `matrix_rank`, for
 * single precision), or times the norm of the means where that is larger: they were rounded with the rest.
 */
export function spectrum({ values, tokens, stride, bound }: Scores): number[] {
	let squares = 0;
	const centred = Array.from({ length: tokens }, (_, query) => {
		const row = Float64Array.from(values.subarray(query * stride, query * stride + tokens));
		const mean = row.reduce((sum, score) => sum + score, 0) / tokens;
		squares += mean * mean;
		return row.map((score) => score - mean);
	});
	const rows = compressed(centred, bound);
	if (rows.length === 0) return [];
	const { diagonal } = new SingularValueDecomposition(new Matrix(rows), {
		computeLeftSingularVectors: false,
		computeRightSingularVectors: false,
		autoTranspose: true,
	});
	const tolerance = tokens * SINGLE_EPSILON * Math.max(diagonal[0] ?? 0, Math.sqrt(tokens * squares));
	return diagonal.filter((value) => value > tolerance);
}
