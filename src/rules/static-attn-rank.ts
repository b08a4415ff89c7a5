import { placeOf } from '../design/design.ts';
import { setKey } from '../design/edits.ts';
import type { DesignRule } from './rule.ts';

/** Keys by which configurations fix a low rank for attention. */
const RANKS = ['attention_rank', 'attn_rank', 'linformer_k', 'projected_length'];

export const staticAttnRank: DesignRule = {
	id: 'static-attn-rank',
	summary: 'A fixed low rank of attention is below what the context needs.',
	severity: 'info',
	kind: 'heuristic',
	source:
		'Mehta et al. 2019 share a low-rank factorisation on purpose, for small classifiers; Erden 2025 argues that a static rank is the weakness, and chooses it at run time.',
	reads: [],
	check({ design, analysis: { rank } }) {
		const key = RANKS.find((name) => typeof design.keys.get(name) === 'number');
		const [worst] = [...rank].sort((a, b) => b.needed - a.needed);
		if (key === undefined || worst === undefined) return [];
		const fixed = design.keys.get(key) as number;
		if (fixed <= 0 || Math.min(fixed, worst.bound) >= Math.min(worst.needed, worst.bound)) return [];
		const enough = Math.min(worst.bound, worst.needed);
		return [
			{
				message: `Scores are held to rank ${fixed}, below the ${enough} that the heads could reach over ${worst.context} tokens.`,
				range: placeOf(design, key),
				fixes: [{ title: `Set ${key} ${enough}`, edits: setKey(design, key, enough) }],
			},
		];
	},
};
