import { attentionsOf } from './attentions.ts';
import type { DesignRule } from './rule.ts';

/** Tiles of FlashAttention's kernels. */
const TILES = [32, 64, 96, 128, 192, 256];

export const headDimPadding: DesignRule = {
	id: 'head-dim-padding',
	summary: 'Attention kernels round the head size up to their next tile.',
	severity: 'hint',
	kind: 'fact',
	source: 'FlashAttention, the sizes its kernels are compiled for.',
	reads: ['heads', 'headSize'],
	check({ architecture, at, sets }) {
		const [first] = attentionsOf(architecture);
		const size = first?.attention.queryKeySize;
		const tile = TILES.find((each) => size !== undefined && each >= size);
		// Small models are small on purpose.
		if (size === undefined || tile === undefined || tile === size || size < 32) return [];
		return [
			{
				message: `Heads of ${size} run in tiles of ${tile}: ${Math.round(100 * (tile / size - 1))} % of the attention kernel's work is padding.`,
				range: at(sets('headSize') ? 'headSize' : 'heads'),
			},
		];
	},
};
