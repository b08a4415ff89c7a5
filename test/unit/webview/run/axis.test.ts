import { describe, expect, it } from 'vitest';
import { extent, linearTicks, logTicks, lossRange } from '../../../../webview/run/axis.ts';

describe('ticks of the loss axis', () => {
	it('stand between powers of ten where a log axis spans less than a decade', () => {
		expect(logTicks(1.9, 5.6, 8)).toEqual([2, 2.5, 3, 4, 5]);
	});

	it('are powers of ten on a wide log axis', () => {
		expect(logTicks(1e-6, 2, 8)).toEqual([1e-6, 1e-5, 1e-4, 1e-3, 1e-2, 0.1, 1]);
	});

	it('are never more than asked for', () => {
		for (const [low, high] of [
			[0.01, 8],
			[1e-12, 1e3],
			[2.04, 2.05],
		] as const)
			for (const most of [2, 4, 8]) {
				const ticks = logTicks(low, high, most);
				expect(ticks.length).toBeGreaterThan(0);
				expect(ticks.length).toBeLessThanOrEqual(most);
				expect(ticks.every((tick) => tick >= low && tick <= high)).toBe(true);
			}
	});

	it('are a round step apart on a linear axis', () => {
		expect(linearTicks(1.9, 5.6, 8)).toEqual([2, 2.5, 3, 3.5, 4, 4.5, 5, 5.5]);
		expect(linearTicks(0, 1, 5)).toEqual([0, 0.25, 0.5, 0.75, 1]);
	});
});

describe('range of the loss axis', () => {
	it('leaves room around the values and none below zero', () => {
		expect(lossRange([0.01, 5], false)[0]).toBe(0);
		expect(lossRange([2, 4], false)).toEqual([1.9, 4.1]);
	});

	it('stays above zero on a log axis, even where a value is not', () => {
		const [low, high] = lossRange([0, 5], true);
		expect(low).toBeGreaterThan(0);
		expect(high).toBeGreaterThan(5);
	});

	it('has a height for a single value', () => {
		for (const logarithmic of [false, true]) {
			const [low, high] = lossRange([2, 2], logarithmic);
			expect(low).toBeLessThan(2);
			expect(high).toBeGreaterThan(2);
		}
	});

	it('spans the finite values of all columns', () => {
		expect(extent([[null, 3], [1, null], []])).toEqual([1, 3]);
		expect(extent([[null], []])).toBeUndefined();
	});
});
