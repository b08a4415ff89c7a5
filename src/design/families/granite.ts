import { decoder } from './decoder.ts';
import { sameBias } from './family.ts';

/** `GraniteConfig`: Llama with multipliers on embeddings, attention, residuals and logits, which own no parameters. */
export const granite = decoder({
	modelType: 'granite',
	prefix: 'Granite',
	defaults: { width: 4096, layers: 32, heads: 32, feedForward: 11008, positions: 2048, vocabulary: 32000 },
	bias: (keys) => sameBias(keys.flag('attention_bias', false)),
	feedForward: (keys, usual) => ({ ...usual, bias: keys.flag('mlp_bias', false) }),
});
