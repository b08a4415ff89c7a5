import { decoder } from './decoder.ts';
import { sameBias } from './family.ts';

/** `ArceeConfig`: Llama with squared ReLU in a plain feed-forward block. */
export const arcee = decoder({
	modelType: 'arcee',
	prefix: 'Arcee',
	defaults: { width: 2560, layers: 32, heads: 32, feedForward: 18432, positions: 4096, vocabulary: 32000, epsilon: 1e-5, activation: 'relu2' },
	bias: (keys) => sameBias(keys.flag('attention_bias', false)),
	feedForward: (keys, usual) => ({ ...usual, gated: false, bias: keys.flag('mlp_bias', false) }),
});
