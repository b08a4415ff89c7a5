import { expect, it } from 'vitest';
import { formatAge, formatDuration, formatLoss, formatPercent, formatWhole } from '../../../../webview/shared/format.ts';

it('writes a loss with four digits, two to four decimals', () => {
	expect([5.5412, 12.3456, 0.02312, 0, 123.456].map(formatLoss)).toEqual(['5.541', '12.35', '0.0231', '0.000', '123.46']);
});

it('writes a dash for a loss that is not there or not finite', () => {
	expect([null, undefined, Number.NaN, Number.POSITIVE_INFINITY].map(formatLoss)).toEqual(['–', '–', '–', '–']);
});

it('writes a share in per cent', () => {
	expect([formatPercent(0.964), formatPercent(1), formatPercent(0.9751, 1)]).toEqual(['96 %', '100 %', '97.5 %']);
});

it('writes a duration in its two largest units', () => {
	expect([0.4, 59.6, 60, 200, 3599.7, 7500, 86_399, 90_000].map(formatDuration)).toEqual([
		'0 s',
		'1 min',
		'1 min',
		'3 min 20 s',
		'1 h',
		'2 h 5 min',
		'1 d',
		'1 d 1 h',
	]);
});

it('writes an age in its largest unit', () => {
	expect([3, 61, 7300, 200_000].map(formatAge)).toEqual(['just now', '1 minute ago', '2 hours ago', '2 days ago']);
});

it('groups thousands', () => {
	expect(formatWhole(12_345.6)).toBe('12,346');
});
