import type { DesignRule } from './rule.ts';

export const embeddingRankBottleneck: DesignRule = {
	id: 'embedding-rank-bottleneck',
	summary: 'The tokens come in with less rank than the width.',
	severity: 'info',
	kind: 'heuristic',
	source:
		'Wies et al. 2021: width beyond the rank of the input adds little, depth adds more. Typical of characters (65 in 384) and of factorised tables (ALBERT).',
	reads: ['width', 'vocabulary'],
	check({ architecture: { width, vocabulary, embedding }, at }) {
		const rank = Math.min(vocabulary, embedding.width ?? width);
		if (embedding.tokens === false || rank >= width) return [];
		const why = vocabulary <= (embedding.width ?? width) ? `A vocabulary of ${vocabulary}` : `A token table of ${embedding.width}`;
		return [
			{
				message: `${why} enters a width of ${width}: the input has rank ≤ ${rank}. Depth has been found to use parameters better than width beyond that.`,
				range: at('width'),
			},
		];
	},
};
