import { reachOf } from '../analysis/rank.ts';
import { least } from './attentions.ts';
import type { DesignRule } from './rule.ts';

export const headDimBeyondContext: DesignRule = {
	id: 'head-dim-beyond-context',
	summary: 'Heads are larger than the tokens they see: the rank of their scores gains nothing more.',
	severity: 'hint',
	kind: 'heuristic',
	source:
		'Bhojanapalli et al. 2020, table 2(B): from 128 to 256 at 128 tokens quality still rose, for 50M parameters; 16 heads of 128 did as well as 8 of 256.',
	reads: ['heads', 'headSize', 'positions'],
	check({ architecture, analysis: { context }, at, sets }) {
		if (context === undefined) return [];
		const attention = least(architecture, ({ mask }) => reachOf(mask, context));
		if (attention === undefined || attention.queryKeySize <= reachOf(attention.mask, context)) return [];
		return [
			{
				message: `Heads of ${attention.queryKeySize} see ${reachOf(attention.mask, context)} tokens, and scores have no more rank than tokens. More heads of that size would use the parameters otherwise.`,
				range: at(sets('headSize') ? 'headSize' : 'heads'),
			},
		];
	},
};
