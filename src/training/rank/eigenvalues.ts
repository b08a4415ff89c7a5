/**
 * Eigenvalues of a real symmetric matrix, `[size, size]` row by row, in rising order: Householder's reduction to
 * three diagonals, then the implicit QL method (Wilkinson & Reinsch, *Linear Algebra*, 1971, contributions II/2 and
 * II/3; EISPACK's tred1 and imtql1). Only the lower triangle is read; the matrix is overwritten.
 */
export function symmetricEigenvalues(matrix: Float64Array, size: number): Float64Array {
	const largest = matrix.reduce((most, entry) => Math.max(most, Math.abs(entry)), 0);
	if (largest === 0) return new Float64Array(size);
	// Scaled, so that no square leaves the range of a double.
	for (let index = 0; index < matrix.length; index++) matrix[index] = (matrix[index] as number) / largest;
	const { diagonal, below } = tridiagonal(matrix, size);
	implicitQl(diagonal, below);
	return diagonal.map((value) => value * largest).sort();
}

/** Rows this small, where the largest entry is 1, are zero: their squares are below what a double holds. */
const NEGLIGIBLE = 1e-140;

function tridiagonal(a: Float64Array, n: number): { diagonal: Float64Array; below: Float64Array } {
	const diagonal = new Float64Array(n);
	// below[i] stands under the diagonal in row i; below[0] is not used.
	const below = new Float64Array(n);
	const p = new Float64Array(n);
	for (let i = n - 1; i > 0; i--) {
		const row = a.subarray(i * n, i * n + i);
		const norm = Math.hypot(...row);
		if (norm < NEGLIGIBLE) {
			row.fill(0);
			continue;
		}
		const last = row[i - 1] as number;
		const alpha = last > 0 ? -norm : norm;
		below[i] = alpha;
		// The reflection 1 − v·vᵀ/h turns the row into (0, …, 0, alpha).
		row[i - 1] = last - alpha;
		const h = norm * norm - last * alpha;
		p.fill(0, 0, i);
		for (let j = 0; j < i; j++) {
			const line = a.subarray(j * n, j * n + j + 1);
			const vj = row[j] as number;
			let sum = (line[j] as number) * vj;
			for (let k = 0; k < j; k++) {
				const value = line[k] as number;
				sum += value * (row[k] as number);
				p[k] = (p[k] as number) + value * vj;
			}
			p[j] = (p[j] as number) + sum;
		}
		let inner = 0;
		for (let j = 0; j < i; j++) {
			p[j] = (p[j] as number) / h;
			inner += (p[j] as number) * (row[j] as number);
		}
		const half = inner / (2 * h);
		for (let j = 0; j < i; j++) p[j] = (p[j] as number) - half * (row[j] as number);
		for (let j = 0; j < i; j++) {
			const line = a.subarray(j * n, j * n + j + 1);
			const [pj, vj] = [p[j] as number, row[j] as number];
			for (let k = 0; k <= j; k++) line[k] = (line[k] as number) - pj * (row[k] as number) - vj * (p[k] as number);
		}
	}
	for (let i = 0; i < n; i++) diagonal[i] = a[i * n + i] as number;
	return { diagonal, below };
}

function implicitQl(d: Float64Array, below: Float64Array): void {
	const n = d.length;
	const e = new Float64Array(n);
	e.set(below.subarray(1));
	const at = (values: Float64Array, index: number): number => values[index] as number;
	for (let l = 0; l < n; l++) {
		for (let round = 0; ; round++) {
			let m = l;
			while (m < n - 1 && Math.abs(at(e, m)) > Number.EPSILON * (Math.abs(at(d, m)) + Math.abs(at(d, m + 1)))) m++;
			if (m === l) break;
			// Never seen on finite input: each value takes two or three rounds.
			if (round === 60) throw new Error('The eigenvalues do not converge; is an entry of the matrix not finite?');
			let g = (at(d, l + 1) - at(d, l)) / (2 * at(e, l));
			let r = Math.hypot(g, 1);
			g = at(d, m) - at(d, l) + at(e, l) / (g + (g >= 0 ? r : -r));
			let [s, c, p] = [1, 1, 0];
			let i = m - 1;
			for (; i >= l; i--) {
				const f = s * at(e, i);
				const b = c * at(e, i);
				r = Math.hypot(f, g);
				e[i + 1] = r;
				if (r === 0) {
					d[i + 1] = at(d, i + 1) - p;
					e[m] = 0;
					break;
				}
				s = f / r;
				c = g / r;
				g = at(d, i + 1) - p;
				r = (at(d, i) - g) * s + 2 * c * b;
				p = s * r;
				d[i + 1] = g + p;
				g = c * r - b;
			}
			if (r === 0 && i >= l) continue;
			d[l] = at(d, l) - p;
			e[l] = g;
			e[m] = 0;
		}
	}
}
