import { rankClasses } from '../../analysis/rank.ts';
import type { Architecture } from '../../design/architecture.ts';
import type { Engine } from '../../engine/engine.ts';
import type { RankEvent, WarningEvent } from '../events.ts';
import { ranksOf } from './ranks.ts';
import { seenBy } from './seen.ts';

/** Ranks of longer windows are those of their first tokens: the time grows with the cube. */
const MOST_TOKENS = 256;

/**
 * Every head on one window's inputs, which are the same at every measurement: its ranks beside the bound that head size, width and tokens
 * set, the entropy of its attention and its largest score. A warning where a score is not a finite number.
 */
export async function measureRank(
	engine: Pick<Engine, 'scores'>,
	architecture: Architecture,
	inputs: Int32Array,
	step: number,
): Promise<RankEvent | WarningEvent> {
	const positions = inputs.length;
	const tokens = Math.min(positions, MOST_TOKENS);
	const classes = rankClasses(architecture, tokens);
	const layers: RankEvent['layers'] = [];
	for (const [layer, { attention }] of architecture.layers.entries()) {
		if (attention === undefined) {
			layers.push({ heads: [] });
			continue;
		}
		const bound = classes.find(({ layers }) => layers.includes(layer))?.bound ?? attention.queryKeySize;
		const scores = await engine.scores(inputs, layer);
		if (!scores.every(Number.isFinite)) {
			return {
				type: 'warning',
				step,
				message: `Scores of layer ${layer} are beyond what a number holds, so no rank is measured: lower training.learning_rate.`,
			};
		}
		const size = positions * positions;
		const heads = seenBy(scores, positions, attention, architecture.embedding.positions).map((seen, head) => {
			const { effective_rank, ...ranks } = ranksOf({ values: scores.subarray(head * size, (head + 1) * size), tokens, stride: positions, bound });
			return { effective_rank, bound, ...ranks, ...seen };
		});
		layers.push({ heads });
	}
	return { type: 'rank', step, layers };
}
