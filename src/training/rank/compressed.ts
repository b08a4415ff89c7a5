import { normalNumbers } from '../../engine/random.ts';

/** Directions beside those that the rank needs, so that chance costs no precision. */
const SPARE = 8;

/** Above this share of the size nothing is gained. */
const MOST = 0.5;

/** Directions that keep less than this of their length beside the others hold rounding alone. */
const NEGLIGIBLE = 1e-12;

/**
 * Fewer rows with the singular values of a square matrix whose rank is at most `rank`: the matrix in an orthonormal basis of what it makes of
 * random vectors (Halko, Martinsson & Tropp 2011, 4.1). A decomposition then takes a fourth of the time for
 * heads of a fourth of the size. The matrix itself where nothing is gained.
 */
export function compressed(matrix: Float64Array[], rank: number): Float64Array[] {
	const size = matrix.length;
	if (rank + SPARE > MOST * size) return matrix;
	const random = new Float32Array((rank + SPARE) * size);
	normalNumbers(random, 1, 'compressed');
	const basis: Float64Array[] = [];
	for (let count = 0; count < rank + SPARE; count++) {
		const vector = random.subarray(count * size, (count + 1) * size);
		const image = Float64Array.from(matrix, (row) => dot(row, vector));
		const length = Math.sqrt(dot(image, image));
		// Twice: once leaves rounding along the others.
		for (const other of [...basis, ...basis]) addTo(image, other, -dot(image, other));
		const left = Math.sqrt(dot(image, image));
		if (left > NEGLIGIBLE * length) basis.push(image.map((entry) => entry / left));
	}
	return basis.map((direction) => {
		const row = new Float64Array(size);
		direction.forEach((entry, index) => void addTo(row, matrix[index] as Float64Array, entry));
		return row;
	});
}

function dot(a: Float64Array, b: Float64Array | Float32Array): number {
	let sum = 0;
	for (let index = 0; index < a.length; index++) sum += (a[index] as number) * (b[index] as number);
	return sum;
}

function addTo(target: Float64Array, source: Float64Array, factor: number): void {
	for (let index = 0; index < target.length; index++) target[index] = (target[index] as number) + factor * (source[index] as number);
}
