import { encoder } from './encoder.ts';
import { robertaHeads } from './encoder-heads.ts';
import { paddedPositions, robertaNames } from './roberta.ts';

/** `RobertaPreLayerNormConfig`: norms before the blocks and after the last layer. */
export const robertaPrelayernorm = encoder({
	modelType: 'roberta-prelayernorm',
	prefix: 'RobertaPreLayerNorm',
	body: 'roberta_prelayernorm',
	heads: robertaHeads,
	defaults: { width: 768, layers: 12, heads: 12, feedForward: 3072, positions: 512, vocabulary: 50265, tokenTypes: 2 },
	decodes: true,
	positions: paddedPositions,
	layer: () => ({ arrangement: 'pre' }),
	finalNorm: true,
	names: {
		...robertaNames,
		attention_norm: '{body}encoder.layer.{layer}.attention.LayerNorm',
		cross_attention_norm: '{body}encoder.layer.{layer}.crossattention.LayerNorm',
		feed_forward_norm: '{body}encoder.layer.{layer}.intermediate.LayerNorm',
		final_norm: '{body}LayerNorm',
	},
});
