import { formatCount } from '../analysis/units.ts';
import { placeIn } from '../design/design.ts';
import type { DesignRule } from './rule.ts';

/** Loss of N parameters on D tokens: E + A/N^α + B/D^β (Hoffmann et al. 2022, 3.3; the replication's fit). */
const FIT = { e: 1.8172, a: 482.01, b: 2085.43, alpha: 0.3478, beta: 0.3658 };

export const tokenBudget: DesignRule = {
	id: 'token-budget',
	summary: 'The model is to see few tokens for its size.',
	severity: 'info',
	kind: 'heuristic',
	source: 'Hoffmann et al. 2022: about 20 tokens a parameter is compute-optimal. More is fine, and usual for small models that are served.',
	reads: [],
	check({ design, analysis: { parameters } }) {
		const { tokens } = design.training;
		const range = placeIn(design, 'training', 'tokens');
		if (tokens === undefined || range === undefined || !parameters.value) return [];
		const ratio = tokens / parameters.value;
		const loss = FIT.e + FIT.a / parameters.value ** FIT.alpha + FIT.b / tokens ** FIT.beta;
		const active =
			parameters.active !== null && parameters.active !== parameters.value ? `, ${(tokens / parameters.active).toPrecision(2)} for each active one` : '';
		if (ratio < 10)
			return [
				{
					message: `${formatCount(tokens)} tokens are ${ratio.toPrecision(2)} for each parameter${active}; about 20 is compute-optimal.`,
					range,
					fixes: [
						{
							title: `Train on ${formatCount(20 * parameters.value)}`,
							edits: [{ range, newText: design.syntax === 'json' ? `"${formatCount(20 * parameters.value)}"` : formatCount(20 * parameters.value) }],
						},
					],
				},
			];
		return [
			{
				message: `${ratio.toPrecision(2)} tokens for each parameter${active}; the fit of language models expects a loss near ${loss.toFixed(2)} nats.`,
				range,
				severity: 'hint',
			},
		];
	},
};
