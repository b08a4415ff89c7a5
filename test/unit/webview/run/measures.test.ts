import { describe, expect, it } from 'vitest';
import type { HeadMeasures, RankEvent } from '../../../../src/training/events.ts';
import { captionOf, headInWords, MEASURES, type Measure, measuresIn, shareOf } from '../../../../webview/run/measures.ts';

const event = (...layers: HeadMeasures[][]): RankEvent => ({ type: 'rank', step: 50, layers: layers.map((heads) => ({ heads })) });
const of = (key: Measure['key']): Measure => MEASURES.find((measure) => measure.key === key) as Measure;

const old: HeadMeasures = { effective_rank: 11.234, bound: 32 };
const full: HeadMeasures = { ...old, stable_rank: 3, numerical_rank: 32, attention_entropy: 2.5, max_score: 7.126 };

describe('the measures of an event', () => {
	it('are all that its heads hold', () => expect(measuresIn(event([full, full], [full]))).toEqual(MEASURES));
	it('are the effective rank alone in runs of earlier versions', () => expect(measuresIn(event([old, old])).map(({ key }) => key)).toEqual(['effective_rank']));
});

describe('the caption', () => {
	it('says the bound where it is one', () => {
		expect(captionOf(of('stable_rank'), event([full]), '50')).toBe('stable rank of the scores at step 50, at most 32');
	});
	it('leaves it to the cells where heads differ', () => {
		expect(captionOf(of('effective_rank'), event([full], [{ ...full, bound: 16 }]), '50')).toBe('effective rank of the scores at step 50');
	});
	it('says the unit of what is no rank', () => {
		expect(captionOf(of('attention_entropy'), event([full]), '1,200')).toBe('entropy of the attention in nats at step 1,200');
	});
});

describe('a cell is filled', () => {
	it('by the share of the bound', () => expect(shareOf(of('effective_rank'), { ...full, effective_rank: 8 }, event([full]))).toBe(0.25));
	it('by the share of the largest where there is no bound', () => {
		expect(shareOf(of('max_score'), full, event([full], [{ ...full, max_score: 14.252 }]))).toBe(0.5);
	});
	it('not at all where scores are below zero', () => {
		const low = { ...full, max_score: -3 };
		expect(shareOf(of('max_score'), low, event([low]))).toBe(0);
		expect(shareOf(of('max_score'), low, event([low, full]))).toBe(0);
	});
});

describe('a head in words', () => {
	it('has a line for each measure', () => {
		expect(headInWords(1, 2, full)).toBe(
			'Layer 1, head 2\nEffective rank 11.23 of at most 32\nStable rank 3 of at most 32\nNumerical rank 32 of at most 32\nAttention entropy 2.5 nats\nLargest score 7.13',
		);
	});
	it('says of an older run what it holds', () => expect(headInWords(0, 0, old)).toBe('Layer 0, head 0\nEffective rank 11.23 of at most 32'));
});
