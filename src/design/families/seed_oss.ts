import { decoder } from './decoder.ts';

/** `SeedOssConfig`: biases on queries, keys and values, and one more switch for the output's. */
export const seedOss = decoder({
	modelType: 'seed_oss',
	prefix: 'SeedOss',
	defaults: { width: 4096, layers: 64, heads: 80, kvHeads: 8, headSize: 128, feedForward: 27648, positions: 524288, vocabulary: 155136 },
	bias: (keys) => {
		const bias = keys.flag('attention_bias', true);
		return { query: bias, key: bias, value: bias, output: keys.flag('attention_out_bias', false) };
	},
	feedForward: (keys, usual) => ({ ...usual, bias: keys.flag('mlp_bias', false) }),
});
