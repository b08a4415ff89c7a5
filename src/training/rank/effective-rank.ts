import { symmetricEigenvalues } from './eigenvalues.ts';

/** A head's pre-softmax scores, `[tokens, tokens]`: a row for each query, `stride` apart. */
export interface Scores {
	values: Float32Array;
	tokens: number;
	stride: number;
}

/**
 * Effective rank of a head's scores: the exponential of the entropy of its singular values, which are normalised to
 * sum to one (Roy & Vetterli 2007). From 1 to the head size; 0 where all scores are alike.
 *
 * Softmax does not see what is added to all scores of one query, so each query's mean is taken away first; that can
 * only lower the rank. Entries that the mask hides stay as the head computes them: the mask leaves them free to take any
 * value, and these are values with which the matrix keeps within the head size. Zero or −∞ in their place would
 * add rank that the head does not have.
 */
export function effectiveRank({ values, tokens, stride }: Scores): number {
	const centred = new Float64Array(tokens * tokens);
	for (let query = 0; query < tokens; query++) {
		const row = values.subarray(query * stride, query * stride + tokens);
		const mean = row.reduce((sum, score) => sum + score, 0) / tokens;
		for (let key = 0; key < tokens; key++) centred[query * tokens + key] = (row[key] as number) - mean;
	}
	return effectiveRankOf(singularValues(centred, tokens));
}

/**
 * Singular values of a square matrix by the eigenvalues of its Gram matrix. Values below 1e-7 of the largest drown
 * in rounding (scores come in single precision anyway) and count as zero.
 */
function singularValues(matrix: Float64Array, size: number): number[] {
	const gram = new Float64Array(size * size);
	for (let i = 0; i < size; i++) {
		const a = matrix.subarray(i * size, (i + 1) * size);
		for (let j = 0; j <= i; j++) {
			const b = matrix.subarray(j * size, (j + 1) * size);
			let sum = 0;
			for (let k = 0; k < size; k++) sum += (a[k] as number) * (b[k] as number);
			gram[i * size + j] = sum;
		}
	}
	const values = Array.from(symmetricEigenvalues(gram, size), (value) => Math.sqrt(Math.max(0, value)));
	const floor = 1e-7 * (values.at(-1) ?? 0);
	return values.filter((value) => value > floor);
}

function effectiveRankOf(values: readonly number[]): number {
	const total = values.reduce((sum, value) => sum + value, 0);
	if (total === 0) return 0;
	return Math.exp(-values.reduce((sum, value) => sum + (value / total) * Math.log(value / total), 0));
}
