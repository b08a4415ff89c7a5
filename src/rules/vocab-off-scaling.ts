import { formatCount } from '../analysis/units.ts';
import type { DesignRule } from './rule.ts';

/** Fitted best vocabularies: [parameters outside the vocabulary, tokens] (Tao et al. 2024). */
const BEST: readonly (readonly [number, number])[] = [
	[3e9, 40e3],
	[7e9, 62e3],
	[13e9, 83e3],
	[30e9, 142e3],
	[70e9, 212e3],
];

export const vocabOffScaling: DesignRule = {
	id: 'vocab-off-scaling',
	summary: 'The vocabulary is more than four times off the fitted best for the size.',
	severity: 'hint',
	kind: 'heuristic',
	source: 'Tao et al. 2024: English, dense, verified up to 3B; larger sizes follow their fit.',
	reads: ['vocabulary'],
	check({ architecture: { vocabulary, objective, layers }, analysis: { parameters }, at }) {
		const tables = parameters.breakdown.filter(({ name }) => name === 'embedding.tokens' || name === 'head').reduce((sum, { count }) => sum + count, 0);
		const others = (parameters.value ?? 0) - tables;
		const best = bestFor(others);
		if (objective !== 'causal' || layers.some(({ mixture }) => mixture) || best === undefined) return [];
		const off = vocabulary / best;
		if (off <= 4 && off >= 1 / 4) return [];
		return [
			{
				message: `${vocabulary} tokens for ${formatCount(others)} other parameters; the fit gives about ${formatCount(best)}, for English text and dense models.`,
				range: at('vocabulary'),
			},
		];
	},
};

/** Interpolated on logarithms; undefined outside the fitted sizes. */
function bestFor(parameters: number): number | undefined {
	const above = BEST.findIndex(([at]) => at >= parameters);
	const upper = BEST[above];
	const lower = BEST[above - 1];
	if (upper === undefined || lower === undefined) return undefined;
	return lower[1] * (upper[1] / lower[1]) ** (Math.log(parameters / lower[0]) / Math.log(upper[0] / lower[0]));
}
