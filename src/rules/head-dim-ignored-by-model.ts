import { removeKey } from '../design/edits.ts';
import type { DesignRule } from './rule.ts';

export const headDimIgnoredByModel: DesignRule = {
	id: 'head-dim-ignored-by-model',
	summary: 'A head size is set, and the library does not read it in this family.',
	severity: 'warning',
	kind: 'fact',
	source: "The library's configuration class: the head size is the width divided by the heads.",
	reads: ['width', 'heads'],
	check({ design, architecture, readsHeadSize, key, at }) {
		const written = design.keys.get(key('headSize'));
		const attention = architecture.layers.find((layer) => layer.attention)?.attention;
		const heads = attention?.heads;
		// Latent attention keeps the size of its rotary part under this name.
		if (attention?.latent) return [];
		if (readsHeadSize || typeof written !== 'number' || heads === undefined || written * heads === architecture.width) return [];
		return [
			{
				message: `${architecture.modelClass} does not read ${key('headSize')}: its heads have ${Math.floor(architecture.width / heads)} dimensions, not ${written}. A design file can train a head size of its own.`,
				range: at('headSize'),
				unnecessary: true,
				fixes: [{ title: `Remove ${key('headSize')}`, edits: removeKey(design, key('headSize')) }],
			},
		];
	},
};
