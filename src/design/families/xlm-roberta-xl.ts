import { encoder } from './encoder.ts';
import { robertaHeads } from './encoder-heads.ts';
import { paddedPositions, robertaNames } from './roberta.ts';

/** `XLMRobertaXLConfig`: norms before the blocks and after the last layer, none on the embeddings. */
export const xlmRobertaXl = encoder({
	modelType: 'xlm-roberta-xl',
	prefix: 'XLMRobertaXL',
	body: 'roberta',
	heads: robertaHeads,
	defaults: { width: 2560, layers: 36, heads: 32, feedForward: 10240, positions: 514, vocabulary: 250880, tokenTypes: 1, epsilon: 1e-5 },
	decodes: true,
	positions: paddedPositions,
	embedding: () => ({ norm: undefined }),
	layer: () => ({ arrangement: 'pre' }),
	finalNorm: true,
	names: {
		...robertaNames,
		attention_norm: '{body}encoder.layer.{layer}.attention.self_attn_layer_norm',
		cross_attention_norm: '{body}encoder.layer.{layer}.crossattention.self_attn_layer_norm',
		feed_forward_norm: '{body}encoder.layer.{layer}.LayerNorm',
		final_norm: '{body}encoder.LayerNorm',
	},
});
