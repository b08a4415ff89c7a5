import { describe, expect, it } from 'vitest';
import { curveOf, representatives, smooth, smoothingSpan } from '../../../../webview/run/curve.ts';
import { append, emptyRecord, type RunRecord } from '../../../../webview/shared/record.ts';

const recordOf = (losses: readonly (number | null)[], evaluations: readonly [step: number, loss: number][] = []): RunRecord => ({
	...emptyRecord(),
	steps: losses.map((_, index) => index + 1),
	losses: [...losses],
	evaluations: evaluations.map(([step, loss]) => ({ type: 'evaluation', step, loss, perplexity: Math.exp(loss) })),
});

describe('smooth', () => {
	it('leaves a constant as it is, from the first value on', () => {
		expect(smooth([2, 2, 2], 10)).toEqual([2, 2, 2].map((value) => expect.closeTo(value, 12)));
	});

	it('looks at the past alone', () => {
		const before = smooth([5, 4, 3], 5);
		expect(smooth([5, 4, 3, 100, 100], 5).slice(0, 3)).toEqual(before);
	});

	it('begins at the first value and weighs later ones by their age', () => {
		const [first, second] = smooth([1, 3], 2);
		expect(first).toBe(1);
		expect(second).toBeCloseTo((0.5 * 1 + 3) / 1.5, 12);
	});

	it('keeps a gap and goes on behind it', () => {
		expect(smooth([2, null, 2], 4)).toEqual([2, null, expect.closeTo(2, 12)]);
	});

	it('averages over a fiftieth of a run, within 5 and 100 steps', () => {
		expect([10, 300, 1000, 100_000].map(smoothingSpan)).toEqual([5, 6, 20, 100]);
	});
});

describe('representatives', () => {
	it('takes every row while there are few', () => {
		expect(representatives([3, 2, 1], 3)).toEqual([0, 1, 2]);
	});

	it('keeps spikes, the first row and the last, in order and without repeats', () => {
		const values = Array.from({ length: 100_000 }, () => 1);
		values[54_321] = 9;
		values[54_322] = 0;
		const rows = representatives(values, 20_000);
		expect(rows.length).toBeLessThanOrEqual(20_002);
		expect(rows).toContain(54_321);
		expect(rows).toContain(54_322);
		expect(rows[0]).toBe(0);
		expect(rows.at(-1)).toBe(99_999);
		expect(rows.every((row, index) => index === 0 || row > (rows[index - 1] ?? 0))).toBe(true);
	});

	it('finds the extremes beside losses that were not finite', () => {
		const values = [null, null, 5, 1, null, 3, null, 2];
		expect(representatives(values, 4)).toEqual([0, 2, 3, 5, 7]);
	});
});

describe('curveOf', () => {
	it('puts evaluations on the row of their step', () => {
		const curve = curveOf(recordOf([5, 4, 3], [[2, 4.5]]));
		expect(curve.steps).toEqual([1, 2, 3]);
		expect(curve.training).toEqual([5, 4, 3]);
		expect(curve.validation).toEqual([null, 4.5, null]);
	});

	it('gives an evaluation without a step a row of its own, in order', () => {
		const curve = curveOf(
			recordOf(
				[5, 4],
				[
					[0, 6],
					[9, 3],
				],
			),
		);
		expect(curve.steps).toEqual([0, 1, 2, 9]);
		expect(curve.training).toEqual([null, 5, 4, null]);
		expect(curve.validation).toEqual([6, null, null, 3]);
	});

	it('keeps every evaluation when steps are thinned out', () => {
		const evaluations = Array.from({ length: 40 }, (_, index): [number, number] => [(index + 1) * 25, index]);
		const curve = curveOf(
			recordOf(
				Array.from({ length: 1000 }, (_, index) => Math.sin(index)),
				evaluations,
			),
			100,
		);
		expect(curve.validation.filter((value) => value !== null)).toEqual(evaluations.map(([, loss]) => loss));
		expect(curve.steps.every((step, index) => index === 0 || step > (curve.steps[index - 1] ?? 0))).toBe(true);
		expect(curve.steps.length).toBeLessThan(150);
	});

	it('draws what appended events add up to', () => {
		const record = emptyRecord();
		append(record, [{ type: 'step', step: 1, loss: 5, learning_rate: 1, gradient_norm: 1, tokens_per_second: 1 }]);
		append(record, [{ type: 'step', step: 2, loss: 4, learning_rate: 1, gradient_norm: 1, tokens_per_second: 1 }]);
		expect(curveOf(record).training).toEqual([5, 4]);
	});
});
