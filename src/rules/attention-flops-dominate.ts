import { meanKeys } from '../analysis/flops.ts';
import { attentionsOf } from './attentions.ts';
import type { DesignRule } from './rule.ts';

export const attentionFlopsDominate: DesignRule = {
	id: 'attention-flops-dominate',
	summary: 'More than half of the compute goes into scores and values.',
	severity: 'hint',
	kind: 'fact',
	source: 'Kaplan et al. 2020, table 1: the context term over the parameter term is about n ÷ 12d. Grouped key/value heads do not change it, windows do.',
	reads: ['width', 'heads', 'positions'],
	check({ architecture, analysis: { flops, context }, at }) {
		const forward = flops?.forwardPerToken.value;
		if (!forward || context === undefined) return [];
		const attention = attentionsOf(architecture).reduce(
			(sum, { attention: { heads, queryKeySize, valueSize, mask }, layers }) => sum + layers * 2 * heads * (queryKeySize + valueSize) * meanKeys(mask, context),
			0,
		);
		const share = attention / forward;
		if (share <= 0.5) return [];
		return [
			{ message: `At ${context} tokens ${Math.round(100 * share)} % of the forward pass is scores and values; a window would cut it.`, range: at('positions') },
		];
	},
};
