import { formatBytes } from '../analysis/units.ts';
import { placeIn } from '../design/design.ts';
import { least } from './attentions.ts';
import type { DesignRule } from './rule.ts';

export const kvCacheBudget: DesignRule = {
	id: 'kv-cache-budget',
	summary: 'Weights and cache do not fit the device, or the cache takes more than half of it.',
	severity: 'warning',
	kind: 'fact',
	source: 'Weights and cache in bfloat16: 2 bytes a parameter, and batch × the cache of one sequence.',
	reads: ['heads', 'keyValueHeads', 'headSize', 'layers'],
	check({ architecture, design, analysis: { parameters, cache, context }, at, set, sets }) {
		const { memory, batch } = design.device;
		const { tensor, pipeline } = design.parallel;
		const range = placeIn(design, 'device', 'memory');
		if (memory === undefined || range === undefined || parameters.value === null || !cache?.value) return [];
		const whole = memory * tensor * pipeline;
		const weights = 2 * parameters.value;
		const kept = batch * cache.value;
		const full = weights + kept > whole;
		if (!full && kept <= whole / 2) return [];
		const attention = least(architecture, ({ kvHeads }) => -kvHeads);
		const groups =
			attention && !attention.latent && sets('keyValueHeads') ? [8, 4, 1].filter((count) => count < attention.kvHeads && attention.heads % count === 0) : [];
		return [
			{
				message: `${formatBytes(kept)} of cache for ${batch} × ${context} tokens ${full ? `and ${formatBytes(weights)} of weights do not fit ${formatBytes(whole)}` : `take ${Math.round((100 * kept) / whole)} % of ${formatBytes(whole)}`}.`,
				range,
				severity: full ? 'warning' : 'info',
				related: [{ message: 'Key/value heads set the size of the cache.', range: at('keyValueHeads') }],
				fixes: groups
					.filter((count) => weights + (kept * count) / (attention?.kvHeads ?? 1) <= whole && (kept * count) / (attention?.kvHeads ?? 1) <= whole / 2)
					.slice(0, 1)
					.map((count) => ({ title: `Use ${count} key/value ${count === 1 ? 'head' : 'heads'}`, edits: set('keyValueHeads', count) })),
			},
		];
	},
};
