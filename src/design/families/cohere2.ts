import { decoder } from './decoder.ts';
import { sameBias } from './family.ts';
import { sharedNorm } from './norms.ts';
import { every, masksOf } from './positions.ts';

/** `Cohere2Config`: Cohere with three windowed layers to each full one; the full ones have no positions. */
export const cohere2 = decoder({
	modelType: 'cohere2',
	prefix: 'Cohere2',
	defaults: { width: 8192, layers: 40, heads: 64, feedForward: 22528, positions: 8192, vocabulary: 256000, tied: true },
	norm: (keys) => ({ kind: 'layer', epsilon: keys.number('layer_norm_eps', 1e-5), bias: false }),
	bias: (keys) => sameBias(keys.flag('attention_bias', false)),
	mask: (keys) => {
		const pattern = keys.size('sliding_window_pattern', 4) ?? 4;
		return masksOf(keys, { window: keys.size('sliding_window', 4096), usual: every(pattern, 'full_attention', 'sliding_attention') });
	},
	attention: (_keys, _sizes, _norm, mask) => (mask.kind === 'causal' ? { withoutPositions: true } : {}),
	layer: (_, norm) => sharedNorm(norm),
});
