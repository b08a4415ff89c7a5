import { divisors } from './divisors.ts';
import type { DesignRule } from './rule.ts';

export const kvHeadsNotDividingHeads: DesignRule = {
	id: 'kv-heads-not-dividing-heads',
	summary: 'The key/value heads do not divide the heads, so they cannot be shared out evenly.',
	severity: 'error',
	kind: 'fact',
	source: 'FlashAttention, flash_api.cpp, and LitGPT, config.py, check it; grouped-query attention: Ainslie et al. 2023, section 2.2.',
	reads: ['heads', 'keyValueHeads'],
	check({ architecture: { layers }, family, set, at }) {
		const attention = layers.find((layer) => layer.attention && layer.attention.heads % layer.attention.kvHeads !== 0)?.attention;
		if (attention === undefined || family.keyNames.keyValueHeads === undefined) return [];
		const { heads, kvHeads } = attention;
		const fitting = divisors(heads);
		const nearest = [fitting.findLast((count) => count < kvHeads), fitting.find((count) => count > kvHeads)].filter((count) => count !== undefined);
		const message =
			kvHeads > heads
				? `${kvHeads} key/value heads are more than the ${heads} heads that read them.`
				: `${kvHeads} key/value heads do not divide ${heads} heads: each would serve ${(heads / kvHeads).toFixed(2)} of them.`;
		return [
			{
				message,
				range: at('keyValueHeads'),
				related: [{ message: `There are ${heads} heads.`, range: at('heads') }],
				fixes: nearest.map((count) => ({
					title: `Use ${count} key/value ${count === 1 ? 'head' : 'heads'} (${heads / count} ${heads === count ? 'head' : 'heads'} each)`,
					edits: set('keyValueHeads', count),
				})),
			},
		];
	},
};
