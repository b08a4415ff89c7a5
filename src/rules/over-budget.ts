import { formatBytes, formatCount, formatFlops } from '../analysis/units.ts';
import { placeIn } from '../design/design.ts';
import type { DesignRule } from './rule.ts';

export const overBudget: DesignRule = {
	id: 'over-budget',
	summary: 'The design passes a limit that it states itself.',
	severity: 'error',
	kind: 'fact',
	source: "The design's `budget:`.",
	reads: [],
	check({ design: { budget, training }, design, analysis }) {
		const { parameters, cachePerToken, trainingMemory, flops } = analysis;
		const limits: [key: string, what: string, value: number | null | undefined, limit: number | undefined, format: (value: number) => string][] = [
			['parameters', 'The model has', parameters.value, budget.parameters, (value) => `${formatCount(value)} parameters`],
			['kv_cache_per_token', 'The cache takes', cachePerToken.value, budget.kvCachePerToken, (value) => `${formatBytes(value)} per token`],
			['training_memory', `Training at batch ${training.batchSize} takes at least`, trainingMemory?.value, budget.trainingMemory, formatBytes],
			['training_flops_per_token', 'Training takes', flops?.trainingPerToken.value, budget.trainingFlopsPerToken, (value) => `${formatFlops(value)} per token`],
		];
		return limits.flatMap(([key, what, value, limit, format]) => {
			const range = placeIn(design, 'budget', key);
			if (value == null || limit === undefined || range === undefined || value <= limit) return [];
			return [{ message: `${what} ${format(value)}; the budget is ${format(limit)} (${Math.round((100 * value) / limit - 100)} % over).`, range }];
		});
	},
};
