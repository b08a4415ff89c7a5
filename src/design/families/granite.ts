import { decoder } from './decoder.ts';
import { sameBias } from './family.ts';

/** `GraniteConfig`: Llama with multipliers on embeddings, attention, residuals and logits, which own no parameters. */
export const granite = decoder({
	modelType: 'granite',
	prefix: 'Granite',
	defaults: { width: 4096, layers: 32, heads: 32, feedForward: 11008, positions: 2048, vocabulary: 32000 },
	bias: (keys) => sameBias(keys.flag('attention_bias', false)),
	embedding: (keys) => ({ scale: keys.number('embedding_multiplier', 1) }),
	attention: (keys) => ({ scoreScale: keys.number('attention_multiplier', 1) }),
	layer: (keys, norm) => ({
		norms: { attention_norm: norm, feed_forward_norm: norm },
		arrangement: 'pre',
		residualScale: keys.number('residual_multiplier', 1),
	}),
	logits: (keys) => ({ scale: 1 / keys.number('logits_scaling', 1) }),
	feedForward: (keys, usual) => ({ ...usual, bias: keys.flag('mlp_bias', false) }),
});
