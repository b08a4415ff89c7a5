import { reachOf } from '../analysis/rank.ts';
import { attentionsOf } from './attentions.ts';
import type { DesignRule } from './rule.ts';

export const qkNormPeakLimit: DesignRule = {
	id: 'qk-norm-peak-limit',
	summary: 'With normed queries and keys, a head cannot put half of its weight on one token.',
	severity: 'info',
	kind: 'fact',
	source:
		'Normed vectors of size d have products of at most d, so scores lie within ±γ²√d; p ≤ 1/(1 + (n − 1)·exp(−2γ²√d)). The motive of the norms: Wortsman et al. 2023.',
	reads: ['heads', 'headSize', 'positions'],
	check({ architecture, analysis: { context }, at, sets, set, readsHeadSize }) {
		if (context === undefined) return [];
		for (const { attention } of attentionsOf(architecture)) {
			const { queryKeyNorm, queryKeySize, mask } = attention;
			// A norm over all heads together leaves a single head free to be larger.
			if (!queryKeyNorm || queryKeyNorm.query.at(-1) !== queryKeySize) continue;
			const keys = reachOf(mask, context);
			if (keys < 3 || 2 * Math.sqrt(queryKeySize) >= Math.log(keys - 1)) continue;
			const peak = 1 / (1 + (keys - 1) * Math.exp(-2 * Math.sqrt(queryKeySize)));
			const size = [16, 32, 64, 96, 128].find((each) => 2 * Math.sqrt(each) >= Math.log(keys - 1));
			return [
				{
					message: `At its initial gain of 1, a normed head of ${queryKeySize} puts at most ${Math.round(100 * peak)} % of its weight on one of ${keys} tokens. Learned gains can lift that.`,
					range: at(sets('headSize') ? 'headSize' : 'heads'),
					fixes: size !== undefined && readsHeadSize ? [{ title: `Set head_dim ${size}`, edits: set('headSize', size) }] : [],
				},
			];
		}
		return [];
	},
};
