import type { RunRecord } from '../shared/record.ts';

/** The rows that the chart draws, one column each, over the same steps. */
export interface Curve {
	steps: number[];
	training: (number | null)[];
	smoothed: (number | null)[];
	validation: (number | null)[];
}

/** Above this many rows each pixel would get several points, so only the extremes of a group are drawn. */
const MOST_ROWS = 20_000;

/** Steps that the smoothed line averages over, about: a fiftieth of the run, at most a hundred, for the line lags by as many. */
export const smoothingSpan = (steps: number): number => Math.min(100, Math.max(5, Math.round(steps / 50)));

/**
 * Exponential mean over about `span` past values. It is divided by the weight seen so far, so that the beginning is not
 * pulled towards zero, and it never looks ahead. A gap stays a gap.
 */
export function smooth(values: readonly (number | null)[], span: number): (number | null)[] {
	const keep = 1 - 1 / span;
	let sum = 0;
	let weight = 0;
	return values.map((value) => {
		if (value === null) return null;
		sum = keep * sum + value;
		weight = keep * weight + 1;
		return sum / weight;
	});
}

/**
 * Which rows stand for all: of each group of equal size the lowest and the highest, in order; the first and the last row always.
 * All of them when there are at most `most`.
 */
export function representatives(values: readonly (number | null)[], most: number): number[] {
	const rows = values.length;
	if (rows <= most) return Array.from({ length: rows }, (_, row) => row);
	const size = Math.ceil((2 * rows) / most);
	const chosen = [0];
	const choose = (row: number) => {
		if (row > (chosen.at(-1) ?? -1)) chosen.push(row);
	};
	for (let from = 0; from < rows; from += size) {
		let lowest = from;
		let highest = from;
		for (let row = from; row < Math.min(rows, from + size); row++) {
			const value = values[row] ?? null;
			if (value === null) continue;
			if (value < (values[lowest] ?? Number.POSITIVE_INFINITY)) lowest = row;
			if (value > (values[highest] ?? Number.NEGATIVE_INFINITY)) highest = row;
		}
		choose(Math.min(lowest, highest));
		choose(Math.max(lowest, highest));
	}
	choose(rows - 1);
	return chosen;
}

/** Training loss, its smoothed line and the evaluations over common steps, thinned out where there are too many. */
export function curveOf({ steps, losses, evaluations, start }: RunRecord, most = MOST_ROWS): Curve {
	const smoothedLosses = smooth(losses, smoothingSpan(start?.steps ?? steps.length));
	const curve: Curve = { steps: [], training: [], smoothed: [], validation: [] };
	const push = (step: number, row: number | undefined, validation: number | null) => {
		curve.steps.push(step);
		curve.training.push(row === undefined ? null : (losses[row] ?? null));
		curve.smoothed.push(row === undefined ? null : (smoothedLosses[row] ?? null));
		curve.validation.push(validation);
	};
	let next = 0;
	const evaluationsBefore = (step: number) => {
		for (let evaluation = evaluations[next]; evaluation !== undefined && evaluation.step < step; evaluation = evaluations[++next])
			push(evaluation.step, undefined, evaluation.loss);
	};
	for (const row of representatives(losses, most)) {
		const step = steps[row] ?? 0;
		evaluationsBefore(step);
		const here = evaluations[next]?.step === step ? evaluations[next++]?.loss : undefined;
		push(step, row, here ?? null);
	}
	evaluationsBefore(Number.POSITIVE_INFINITY);
	return curve;
}
