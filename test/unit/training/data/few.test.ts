import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { refuseFew } from '../../../../src/training/data/few.ts';

const said = (...given: Parameters<typeof refuseFew>): string | undefined => {
	try {
		refuseFew(...given);
		return undefined;
	} catch (error) {
		return (error as Error).message;
	}
};

describe('too few tokens', () => {
	it.each([
		[
			'to validate on',
			300_000,
			0.0001,
			128,
			'Of 300000 tokens 30 are kept for validation (data.validation_fraction 0.0001); a window of 128 needs 129 (one more than data.sequence_length, for the last target). Raise data.validation_fraction to 0.0005 or more; lower data.sequence_length to 29 or less; add text.',
		],
		['to train on', 1000, 0.9, 128, 'Lower data.validation_fraction to 0.8 or less; lower data.sequence_length to 99 or less; add text.'],
		[
			'for both parts',
			200,
			0.5,
			128,
			'needs 129 (one more than data.sequence_length, for the last target). Lower data.sequence_length to 99 or less; add text.',
		],
		['for a window', 5, 0.1, 16, 'The text has 5 tokens; a window of 16 needs 17 (one more than data.sequence_length, for the last target). Add text.'],
	])('%s are told with what would do', (_what, tokens, fraction, window, message) => {
		expect(said(tokens, fraction, window)).toContain(message);
	});

	it('are told as a bound where they are not counted', () => {
		expect(said(300_000, 0.0001, 128, { atMost: true })).toMatch(/^Of at most 300000 tokens/);
	});

	it('are enough once what is said is done, and stay too few where there are less', () => {
		const cases = fc.tuple(fc.integer({ min: 1, max: 5000 }), fc.double({ min: 1e-6, max: 0.999999, noNaN: true }), fc.integer({ min: 2, max: 600 }));
		fc.assert(
			fc.property(cases, fc.integer({ min: 0, max: 4999 }), ([tokens, fraction, window], less) => {
				const message = said(tokens, fraction, window);
				if (message === undefined) return;
				expect(said(Math.max(0, tokens - less), fraction, window)).toBeDefined();
				const wanted = /validation_fraction to ([\d.e-]+) or/.exec(message)?.[1];
				if (wanted !== undefined) expect(said(tokens, Number(wanted), window)).toBeUndefined();
				const longest = /sequence_length to (\d+) or/.exec(message)?.[1];
				if (longest !== undefined) expect(said(tokens, fraction, Number(longest))).toBeUndefined();
			}),
		);
	});
});
