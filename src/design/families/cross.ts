import type { Attention, Layer, Norm } from '../architecture.ts';
import type { Keys } from '../keys.ts';
import type { DecoderSizes } from './decoder.ts';
import { biasEverywhere } from './family.ts';

/** A layer with norms before its blocks that `add_cross_attention` gives an attention over an encoder's output. */
export function crossedLayer(
	keys: Keys,
	norm: Norm,
	{ heads, headSize }: DecoderSizes,
	fused?: Attention['fused'],
): Pick<Layer, 'norms' | 'arrangement' | 'crossAttention'> {
	const norms = { attention_norm: norm, feed_forward_norm: norm };
	if (!keys.flag('add_cross_attention', false)) return { norms, arrangement: 'pre' };
	return {
		norms: { ...norms, cross_attention_norm: norm },
		arrangement: 'pre',
		crossAttention: {
			heads,
			kvHeads: heads,
			queryKeySize: headSize,
			valueSize: headSize,
			mask: { kind: 'full' },
			bias: biasEverywhere,
			...(fused && { fused }),
		},
	};
}
