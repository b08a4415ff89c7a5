import { least } from './attentions.ts';
import type { DesignRule } from './rule.ts';

/** Below this share of the width the finding speaks; Falcon-7B with one key/value head is there, Llama-3-8B is not. */
const SHARE = 1 / 32;

export const kvReadWidth: DesignRule = {
	id: 'kv-read-width',
	summary: 'All values of a layer are read from a small part of the width.',
	severity: 'hint',
	kind: 'fact',
	source: 'The value projection has rank at most key/value heads × value size, or the latent rank.',
	reads: ['width', 'heads', 'keyValueHeads', 'headSize'],
	check({ architecture, at, sets, set }) {
		const { width } = architecture;
		const read = ({ kvHeads, valueSize, latent }: NonNullable<ReturnType<typeof least>>) => latent?.keyValueRank ?? kvHeads * valueSize;
		const attention = least(architecture, read);
		if (attention === undefined || read(attention) / width >= SHARE) return [];
		const twice = 2 * attention.kvHeads;
		const fits = !attention.latent && sets('keyValueHeads') && attention.heads % twice === 0;
		return [
			{
				message: `A layer reads its values from at most ${read(attention)} of ${width} directions (1/${Math.round(width / read(attention))}).`,
				range: at('keyValueHeads'),
				fixes: fits ? [{ title: `Use ${twice} key/value heads`, edits: set('keyValueHeads', twice) }] : [],
			},
		];
	},
};
