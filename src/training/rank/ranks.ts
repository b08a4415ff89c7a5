import { type Scores, spectrum } from './spectrum.ts';

/** Three readings of one spectrum: stable ≤ effective ≤ numerical rank. All are 0 where every query scores all keys alike. */
export interface Ranks {
	/** Exponential of the entropy of the singular values, which are normalised to sum to one (Roy & Vetterli 2007). */
	effective_rank: number;
	/** Sum of the squared singular values over the largest square, ‖S‖²_F/σ₁² (Rudelson & Vershynin 2007). */
	stable_rank: number;
	/** Singular values above the tolerance (`spectrum`). */
	numerical_rank: number;
}

/** Ranks of a head's centred scores: what of its bound the head uses. */
export function ranksOf(scores: Scores): Ranks {
	const values = spectrum(scores);
	const [largest] = values;
	if (largest === undefined) return { effective_rank: 0, stable_rank: 0, numerical_rank: 0 };
	const total = sum(values);
	return {
		effective_rank: Math.exp(-sum(values.map((value) => (value / total) * Math.log(value / total)))),
		stable_rank: sum(values.map((value) => (value / largest) ** 2)),
		numerical_rank: values.length,
	};
}

const sum = (values: readonly number[]): number => values.reduce((total, value) => total + value, 0);
