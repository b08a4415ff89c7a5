import { least } from './attentions.ts';
import type { DesignRule } from './rule.ts';

export const attnOutputRank: DesignRule = {
	id: 'attn-output-rank',
	summary: "The heads' values together are narrower than the width, so attention cannot write to all of it.",
	severity: 'warning',
	kind: 'fact',
	source: 'The output projection has rank at most heads × value size; Bhojanapalli et al. 2020, Theorem 2, condition (a).',
	reads: ['width', 'heads', 'headSize'],
	check({ architecture, at, sets, set, key }) {
		const { width } = architecture;
		const attention = least(architecture, ({ heads, valueSize }) => heads * valueSize);
		if (attention === undefined) return [];
		const written = attention.heads * attention.valueSize;
		// Heads that do not divide the width have their own finding; what rounding takes is not meant here.
		if (written >= width || (!sets('headSize') && width - written < attention.heads)) return [];
		const size = Math.ceil(width / attention.heads / 8) * 8;
		return [
			{
				message: `${attention.heads} heads write at most ${written} of ${width} directions in a layer (${Math.round((100 * written) / width)} %).`,
				range: at(sets('headSize') ? 'headSize' : 'heads'),
				severity: written / width < 0.5 ? 'warning' : 'hint',
				fixes: sets('headSize') && !attention.latent ? [{ title: `Set ${key('headSize')} ${size}`, edits: set('headSize', size) }] : [],
			},
		];
	},
};
