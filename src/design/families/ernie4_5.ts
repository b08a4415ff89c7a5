import { decoder } from './decoder.ts';
import { sameBias } from './family.ts';

/** `Ernie4_5Config`: Llama with one switch for all biases. */
export const ernie45 = decoder({
	modelType: 'ernie4_5',
	prefix: 'Ernie4_5',
	defaults: {
		width: 1024,
		layers: 18,
		heads: 16,
		kvHeads: 2,
		headSize: 128,
		feedForward: 3072,
		positions: 131072,
		vocabulary: 103424,
		tied: true,
		base: 500000,
		epsilon: 1e-5,
	},
	bias: (keys) => sameBias(keys.flag('use_bias', false)),
	feedForward: (keys, usual) => ({ ...usual, bias: keys.flag('use_bias', false) }),
});
