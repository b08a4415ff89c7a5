import { least } from './attentions.ts';
import { divisors } from './divisors.ts';
import type { DesignRule } from './rule.ts';

export const attnInnerOversized: DesignRule = {
	id: 'attn-inner-oversized',
	summary: 'Heads × head size is more than four times the width.',
	severity: 'info',
	kind: 'heuristic',
	source: 'Wies et al. 2021, abstract: an inner width beyond the embedding is largely redundant. Qwen3 has 2 times the width, DeepSeek-V3 3.4.',
	reads: ['width', 'heads', 'headSize'],
	check({ architecture, at, sets, set }) {
		const { width } = architecture;
		const attention = least(architecture, ({ heads, queryKeySize }) => -heads * queryKeySize);
		if (attention === undefined) return [];
		const { heads, kvHeads, queryKeySize, latent } = attention;
		const ratio = (heads * queryKeySize) / width;
		if (ratio <= 4) return [];
		const alike = kvHeads === heads;
		const fewer = divisors(heads).findLast((count) => (count * queryKeySize) / width <= 4 && (alike || count % kvHeads === 0));
		return [
			{
				message: `Attention works on ${heads} × ${queryKeySize} = ${heads * queryKeySize} dimensions, ${ratio.toFixed(1)} times the width; much of that has been found redundant.`,
				range: at('heads'),
				fixes:
					fewer === undefined || latent
						? []
						: [{ title: `Use ${fewer} heads`, edits: [...set('heads', fewer), ...(alike && sets('keyValueHeads') ? set('keyValueHeads', fewer) : [])] }],
			},
		];
	},
};
