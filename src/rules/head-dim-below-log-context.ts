import { least } from './attentions.ts';
import type { DesignRule } from './rule.ts';

export const headDimBelowLogContext: DesignRule = {
	id: 'head-dim-below-log-context',
	summary: 'Heads are smaller than twice the binary logarithm of the context.',
	severity: 'warning',
	kind: 'heuristic',
	source: 'Thin Keys, Full Values (2026), abstract; Sanford, Hsu, Telgarsky 2023, theorem on averaging tokens. The factor two is a margin of our own.',
	reads: ['heads', 'headSize', 'positions'],
	check({ architecture, analysis: { context }, at, set, sets, readsHeadSize }) {
		const attention = least(architecture, ({ queryKeySize }) => queryKeySize);
		if (attention === undefined || context === undefined || context < 2) return [];
		const floor = 2 * Math.log2(context);
		if (attention.queryKeySize >= floor) return [];
		const chosen = Math.max(1, Math.round(attention.queryKeySize / Math.log(context)));
		return [
			{
				message: `Heads of ${attention.queryKeySize} pick about ${chosen} of ${context} tokens independently, as an order of magnitude; retrieval by content wants ${Math.ceil(floor)} dimensions or more.`,
				range: at(sets('headSize') ? 'headSize' : 'heads'),
				fixes: readsHeadSize ? [{ title: 'Set head_dim 64', edits: set('headSize', 64) }] : [],
			},
		];
	},
};
