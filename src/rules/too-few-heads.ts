import { least } from './attentions.ts';
import type { DesignRule } from './rule.ts';

export const tooFewHeads: DesignRule = {
	id: 'too-few-heads',
	summary: 'Fewer than four heads in a width of 256 or more.',
	severity: 'hint',
	kind: 'heuristic',
	source:
		'Bhojanapalli et al. 2020, figure 4: too few heads hurt too. Contested: Amsel, Yehudai, Bruna 2025 find rank, not the number of heads, to govern some targets.',
	reads: ['width', 'heads'],
	check({ architecture, at }) {
		const attention = least(architecture, ({ heads }) => heads);
		if (attention === undefined || attention.heads >= 4 || architecture.width < 256) return [];
		return [
			{
				message: `${attention.heads} ${attention.heads === 1 ? 'head looks' : 'heads look'} at ${attention.heads === 1 ? 'one pattern' : 'few patterns'} at a time. Evidence is mixed: the paper finds too few heads to hurt, later work finds one wide head fine.`,
				range: at('heads'),
			},
		];
	},
};
