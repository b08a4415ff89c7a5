import type { AttentionMask, Positions } from '../architecture.ts';
import type { Keys } from '../keys.ts';

/**
 * Rotary positions: base and share of the head that turns, from the key itself, from `rope_parameters` or from the older `rope_scaling`.
 * `dimensions` are the entries of each head that turn.
 */
export function rotary(
	keys: Keys,
	headSize: number,
	{ base = 10000, maximum, share = 1 }: { base?: number; maximum: number; share?: number },
): Extract<Positions, { kind: 'rotary' }> {
	const parameters = keys.inside('rope_parameters');
	const written = parameters.has('rope_theta') ? parameters.number('rope_theta', base) : keys.number(['rope_theta', 'rotary_emb_base'], base);
	const turned = parameters.has('partial_rotary_factor')
		? parameters.number('partial_rotary_factor', share)
		: share === 1 && !keys.has('partial_rotary_factor') && !keys.has('rotary_pct')
			? 1
			: keys.number(['partial_rotary_factor', 'rotary_pct'], share);
	return { kind: 'rotary', base: written, maximum, dimensions: Math.floor(headSize * turned) };
}

/**
 * What each layer sees, by `layer_types` where the file has them, else by `usual`. `window` and `chunk` are the sizes of
 * sliding and chunked layers.
 */
export function masksOf(
	keys: Keys,
	{ window, chunk, usual }: { window?: number | undefined; chunk?: number | undefined; usual: (index: number) => string },
): (index: number) => AttentionMask {
	const types = keys.names('layer_types');
	return (index) => {
		const type = types?.[index] ?? usual(index);
		if (type === 'sliding_attention' && window !== undefined) return { kind: 'causal-window', window };
		if (type === 'chunked_attention' && chunk !== undefined) return { kind: 'chunk', chunk };
		return { kind: 'causal' };
	};
}
