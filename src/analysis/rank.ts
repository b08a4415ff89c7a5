import type { Architecture, Attention } from '../design/architecture.ts';
import { maximumPositions } from '../design/architecture.ts';

/** Layers whose attention is alike, and what rank their heads' pre-softmax scores can reach and need. */
export interface RankClass {
	layers: number[];
	attention: Attention;
	/** Tokens of the context that was asked about. */
	context: number;
	/** The most a head's scores can have: min(head size, width, context); rotary positions lift the width's cap. */
	bound: number;
	/** The smallest head size that reaches any generic attention pattern over the context. */
	needed: number;
}

/** Which condition a head is held to: the exact threshold of its mask, or the paper's own (head size ≥ tokens). */
export type Threshold = 'exact' | 'paper';

/**
 * The head size that reaches any generic attention pattern over `context` tokens: n − 1 without a mask,
 * ⌈n/2⌉ causal, ⌈min(n, w)/2⌉ in a causal window; under `paper` the tokens themselves (Bhojanapalli et al. 2020, Theorem 1).
 */
export function rankNeeded({ mask }: Attention, context: number, threshold: Threshold = 'exact'): number {
	const tokens = mask.kind === 'causal-window' ? Math.min(context, mask.window) : context;
	if (threshold === 'paper') return tokens;
	return Math.max(1, mask.kind === 'full' ? tokens - 1 : Math.ceil(tokens / 2));
}

/**
 * Rank of each class of layers, in the order of their first layer. The context is the design's sequence length
 * where it has one, else the positions' maximum; without either there is nothing to hold heads against.
 */
export function rankClasses(architecture: Architecture, context = maximumPositions(architecture), threshold: Threshold = 'exact'): RankClass[] {
	if (context === undefined) return [];
	const classes = new Map<string, RankClass>();
	const widthCap = architecture.embedding.positions.kind === 'rotary' ? Number.POSITIVE_INFINITY : architecture.width;
	architecture.layers.forEach(({ attention }, index) => {
		const key = JSON.stringify(attention);
		const known = classes.get(key);
		if (known) known.layers.push(index);
		else
			classes.set(key, {
				layers: [index],
				attention,
				context,
				bound: Math.min(attention.queryKeySize, widthCap, context),
				needed: Math.min(rankNeeded(attention, context, threshold), architecture.width),
			});
	});
	return [...classes.values()];
}
