import { describe, expect, it } from 'vitest';
import { linesOf } from '../../../../webview/run/sparkline.ts';

describe('a small curve', () => {
	it('ends at the right edge, from the bottom for 0 to the top for 1', () => {
		expect(linesOf([0, 0.5, 1], 3)).toEqual(['0.0,14.0 30.0,7.0 60.0,0.0']);
		expect(linesOf([0, 1], 3)).toEqual(['30.0,14.0 60.0,0.0']);
	});

	it('keeps the newest, and within its height', () => {
		expect(linesOf([0.3, 2, -1], 2)).toEqual(['0.0,0.0 60.0,14.0']);
	});

	it('is broken by a gap, and is nothing of one point', () => {
		expect(linesOf([0, 0, undefined, 1, 1], 5)).toEqual(['0.0,14.0 15.0,14.0', '45.0,0.0 60.0,0.0']);
		expect(linesOf([1], 5)).toEqual([]);
	});
});
