import { rankClasses } from '../../analysis/rank.ts';
import type { Architecture } from '../../design/architecture.ts';
import type { Engine } from '../../engine/engine.ts';
import type { RankEvent } from '../events.ts';
import { effectiveRank } from './effective-rank.ts';

/** Longer windows are measured on their first tokens: the time grows with the cube. */
const MOST_TOKENS = 256;

/**
 * Effective rank of every head on one window's inputs, which are the same at every measurement, beside the bound that
 * head size, width and tokens set.
 */
export async function measureRank(engine: Engine, architecture: Architecture, inputs: Int32Array): Promise<RankEvent['layers']> {
	const sequenceLength = inputs.length;
	const tokens = Math.min(sequenceLength, MOST_TOKENS);
	const classes = rankClasses(architecture, tokens);
	const layers: RankEvent['layers'] = [];
	for (const [layer, { attention }] of architecture.layers.entries()) {
		if (attention === undefined) {
			layers.push({ heads: [] });
			continue;
		}
		const bound = classes.find(({ layers }) => layers.includes(layer))?.bound ?? attention.queryKeySize;
		const scores = await engine.scores(inputs, layer);
		const size = sequenceLength * sequenceLength;
		const heads = Array.from({ length: attention.heads }, (_, head) => ({
			effective_rank: effectiveRank({ values: scores.subarray(head * size, (head + 1) * size), tokens, stride: sequenceLength }),
			bound,
		}));
		layers.push({ heads });
	}
	return layers;
}
