import { placeOf } from '../design/design.ts';
import { setKey } from '../design/edits.ts';
import { attentionsOf } from './attentions.ts';
import type { DesignRule } from './rule.ts';

export const attentionScaleMismatch: DesignRule = {
	id: 'attention-scale-mismatch',
	summary: 'The scale of the scores is not one over the root of the head size.',
	severity: 'hint',
	kind: 'heuristic',
	source: 'The fixed head is scaled by the root of its own size (Bhojanapalli et al. 2020, section 4). Exempt: 1/d, as maximal update parametrisation has it.',
	reads: ['heads', 'headSize'],
	check({ architecture, design }) {
		const [first] = attentionsOf(architecture);
		if (first === undefined) return [];
		const size = first.attention.queryKeySize;
		const near = (a: number, b: number) => Math.abs(a / b - 1) <= 0.01;
		const scalar = design.keys.get('query_pre_attn_scalar');
		if (typeof scalar === 'number' && scalar > 0 && !near(Math.sqrt(scalar), Math.sqrt(size)) && !near(Math.sqrt(scalar), size))
			return [
				{
					message: `Scores are divided by √${scalar}, and heads have ${size} dimensions.`,
					range: placeOf(design, 'query_pre_attn_scalar'),
					fixes: [{ title: `Set query_pre_attn_scalar ${size}`, edits: setKey(design, 'query_pre_attn_scalar', size) }],
				},
			];
		const multiplier = design.keys.get('attention_multiplier');
		if (typeof multiplier === 'number' && multiplier > 0 && !near(multiplier, 1 / Math.sqrt(size)) && !near(multiplier, 1 / size))
			return [
				{
					message: `Scores are multiplied by ${multiplier}; for heads of ${size} the usual factor is ${(1 / Math.sqrt(size)).toPrecision(4)}.`,
					range: placeOf(design, 'attention_multiplier'),
					fixes: [
						{
							title: `Set attention_multiplier ${(1 / Math.sqrt(size)).toPrecision(6)}`,
							edits: setKey(design, 'attention_multiplier', Number((1 / Math.sqrt(size)).toPrecision(6))),
						},
					],
				},
			];
		return [];
	},
};
