import { expect, it } from 'vitest';
import { headsInWords } from '../../../src/cli/heads.ts';
import type { HeadMeasures, RankEvent } from '../../../src/training/events.ts';

const event = (...layers: HeadMeasures[][]): RankEvent => ({ type: 'rank', step: 50, layers: layers.map((heads) => ({ heads })) });
const head: HeadMeasures = { effective_rank: 11.234, bound: 32, stable_rank: 3, numerical_rank: 32, attention_entropy: 2.5, max_score: -0.126 };

it('says the least and the most of each measure', () => {
	const other = { ...head, effective_rank: 7, bound: 16, numerical_rank: 16, attention_entropy: 0.25, max_score: 14.38 };
	expect(headsInWords(event([head], [], [other]))).toEqual([
		'effective rank 7.0–11.2 of at most 16–32',
		'stable 3.0',
		'numerical 16–32',
		'attention entropy 0.25–2.50 nats',
		'largest score -0.1–14.4',
	]);
});

it('says of runs of earlier versions what they hold', () => {
	expect(headsInWords(event([{ effective_rank: 11.234, bound: 32 }]))).toEqual(['effective rank 11.2 of at most 32']);
});

it('says nothing where no layer has heads', () => expect(headsInWords(event([]))).toEqual([]));
