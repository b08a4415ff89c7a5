import { least } from './attentions.ts';
import type { DesignRule } from './rule.ts';

export const mqaSingleKvHead: DesignRule = {
	id: 'mqa-single-kv-head',
	summary: 'One key/value head serves eight heads or more.',
	severity: 'info',
	kind: 'heuristic',
	source: 'Ainslie et al. 2023, table 1 and 3.2: 46.6 against 47.2 for all heads, and unstable training on long inputs.',
	reads: ['heads', 'keyValueHeads'],
	check({ architecture, at, set, sets }) {
		const attention = least(architecture, ({ kvHeads }) => kvHeads);
		if (attention === undefined || attention.latent || attention.kvHeads !== 1 || attention.heads < 8) return [];
		const counts = sets('keyValueHeads') ? [4, 8].filter((count) => attention.heads % count === 0) : [];
		return [
			{
				message: `One key/value head serves ${attention.heads} heads; four or eight have been found to keep more of the quality, and to train more steadily.`,
				range: at('keyValueHeads'),
				fixes: counts.map((count) => ({ title: `Use ${count} key/value heads`, edits: set('keyValueHeads', count) })),
			},
		];
	},
};
