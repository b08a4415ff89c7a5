import { decoder } from './decoder.ts';

/** `LlamaConfig` of transformers. */
export const llama = decoder({
	modelType: 'llama',
	prefix: 'Llama',
	defaults: { width: 4096, layers: 32, heads: 32, feedForward: 11008, positions: 2048, vocabulary: 32000 },
	bias: (keys) => {
		const bias = keys.flag('attention_bias', false);
		return { query: bias, key: bias, value: bias, output: bias };
	},
	feedForward: (keys, usual) => ({ ...usual, bias: keys.flag('mlp_bias', false) }),
});
