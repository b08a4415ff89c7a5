import type { Architecture, Attention, AttentionMask } from '../design/architecture.ts';
import { layerGroups, maximumPositions } from '../design/architecture.ts';

/** Layers whose attention is alike, and what rank their heads' pre-softmax scores can reach and need. */
export interface RankClass {
	layers: number[];
	attention: Attention;
	/** True where the scores are over the encoder's output. */
	cross: boolean;
	/** Tokens of the context that was asked about. */
	context: number;
	/** The most a head's scores can have: min(head size, width, context); rotary positions lift the width's cap. */
	bound: number;
	/** The smallest head size that reaches any generic attention pattern over the context. */
	needed: number;
}

/** Which condition a head is held to: the exact threshold of its mask, or the paper's own (head size ≥ tokens). */
export type Threshold = 'exact' | 'paper';

/** Keys that a query can reach at most, over `context` tokens. */
export function reachOf(mask: AttentionMask, context: number): number {
	switch (mask.kind) {
		case 'full':
		case 'causal':
			return context;
		case 'causal-window':
			return Math.min(context, mask.window);
		case 'chunk':
			return Math.min(context, mask.chunk);
		case 'band':
			return Math.min(context, 2 * mask.reach + 1);
	}
}

/**
 * The head size that reaches any generic attention pattern over `context` tokens: n − 1 without a mask,
 * ⌈n/2⌉ causal, ⌈min(n, w)/2⌉ in a causal window or chunk, b + 1 in a band of reach b to both sides; under `paper`
 * the tokens themselves (Bhojanapalli et al. 2020, Theorem 1).
 */
export function rankNeeded({ mask }: Pick<Attention, 'mask'>, context: number, threshold: Threshold = 'exact'): number {
	const tokens = reachOf(mask, context);
	if (threshold === 'paper') return tokens;
	if (mask.kind === 'full') return Math.max(1, tokens - 1);
	if (mask.kind === 'band') return Math.max(1, Math.min(mask.reach + 1, context - 1));
	return Math.max(1, Math.ceil(tokens / 2));
}

/** The part of a head's size that its scores can use: under latent attention the content part goes through the latent ranks. */
export function scoreRank({ queryKeySize, latent }: Attention): number {
	if (!latent) return queryKeySize;
	const { contentSize, keyValueRank, queryRank, rotarySize } = latent;
	return Math.min(contentSize, keyValueRank, queryRank || contentSize) + rotarySize;
}

/** The class of layers with the least rank for its need; undefined where there is none. */
export const tightest = (classes: readonly RankClass[]): RankClass | undefined => [...classes].sort((a, b) => a.bound / a.needed - b.bound / b.needed)[0];

/**
 * Rank of each class of layers, in the order of their first layer. The context is the design's sequence length
 * where it has one, else the positions' maximum; without either there is nothing to hold heads against.
 * Layers that mix by a recurrence have no scores and no class.
 */
export function rankClasses(architecture: Architecture, context = maximumPositions(architecture), threshold: Threshold = 'exact'): RankClass[] {
	if (context === undefined) return [];
	const classes = new Map<string, RankClass>();
	const rotates = architecture.embedding.positions.kind === 'rotary';
	const note = (attention: Attention | undefined, indices: readonly number[], cross: boolean) => {
		if (attention === undefined) return;
		const key = JSON.stringify([attention, cross]);
		const known = classes.get(key);
		if (known) known.layers.push(...indices);
		else {
			const widthCap = rotates && !attention.withoutPositions ? Number.POSITIVE_INFINITY : architecture.width;
			const bound = Math.min(scoreRank(attention), widthCap, context);
			classes.set(key, {
				layers: [...indices],
				attention,
				cross,
				context,
				bound,
				needed: Math.min(rankNeeded(attention, context, threshold), architecture.width),
			});
		}
	};
	for (const { layer, indices } of layerGroups(architecture.encoder?.layers ?? [])) note(layer.attention, indices, false);
	for (const { layer, indices } of layerGroups(architecture.layers)) note(layer.attention, indices, false);
	for (const { layer, indices } of layerGroups(architecture.layers)) note(layer.crossAttention, indices, true);
	for (const each of classes.values()) each.layers.sort((a, b) => a - b);
	return [...classes.values()];
}
