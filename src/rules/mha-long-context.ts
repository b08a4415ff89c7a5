import { least } from './attentions.ts';
import type { DesignRule } from './rule.ts';

export const mhaLongContext: DesignRule = {
	id: 'mha-long-context',
	summary: 'A large model with a long context keeps keys and values for every head.',
	severity: 'info',
	kind: 'heuristic',
	source:
		'Ainslie et al. 2023, table 1: eight groups scored 47.1 against 47.2 for all heads, at 0.28 s against 1.51 s. DeepSeek-V2 measured a cost of grouping on a dense 7B.',
	reads: ['heads', 'keyValueHeads', 'positions'],
	check({ architecture, analysis: { parameters, context }, at, set, sets, family }) {
		const attention = least(architecture, ({ kvHeads }) => -kvHeads);
		if (attention === undefined || attention.latent || architecture.objective !== 'causal') return [];
		const { heads, kvHeads } = attention;
		if (heads !== kvHeads || heads === 1 || (context ?? 0) < 8192 || (parameters.value ?? 0) < 2.5e9) return [];
		const grouped = family.keyNames.keyValueHeads !== undefined && heads % 8 === 0 && heads > 8;
		return [
			{
				message: `All ${heads} heads keep keys and values of their own over ${context} tokens; eight groups have been found to cost little quality and much less cache.`,
				range: at(sets('keyValueHeads') ? 'keyValueHeads' : 'heads'),
				fixes: grouped ? [{ title: 'Use 8 key/value heads', edits: set('keyValueHeads', 8) }] : [],
			},
		];
	},
};
