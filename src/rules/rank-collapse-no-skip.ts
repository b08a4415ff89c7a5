import { placeOf } from '../design/design.ts';
import { setKey } from '../design/edits.ts';
import type { DesignRule } from './rule.ts';

/** What configurations call the skip connections around the blocks. */
const SKIPS = ['residual', 'use_residual', 'skip_connections'];

export const rankCollapseNoSkip: DesignRule = {
	id: 'rank-collapse-no-skip',
	summary: 'Attention without skip connections or feed-forward blocks, layer upon layer.',
	severity: 'warning',
	kind: 'fact',
	source: 'Dong, Cordonnier, Loukas 2021: without skips and feed-forward blocks the output tends to rank one, doubly exponentially in depth.',
	reads: [],
	check({ architecture, design }) {
		const skips = SKIPS.find((key) => design.keys.get(key) === false);
		const bare = architecture.layers.filter(({ attention, feedForward, mixture, mixer }) => attention && !feedForward && !mixture && !mixer).length;
		if (architecture.layers.length <= 2 || (skips === undefined && bare <= 2)) return [];
		if (skips !== undefined)
			return [
				{
					message: `Without skip connections, ${architecture.layers.length} layers of attention drive all tokens towards one vector; only feed-forward blocks slow it.`,
					range: placeOf(design, skips),
					fixes: [{ title: `Set ${skips} true`, edits: setKey(design, skips, true) }],
				},
			];
		return [
			{
				message: `${bare} layers have attention and no feed-forward block; without one, attention drives tokens together.`,
				range: placeOf(design, 'num_hidden_layers'),
			},
		];
	},
};
