import { decoder } from './decoder.ts';
import { sameBias } from './family.ts';

/** `LlamaConfig` of transformers. */
export const llama = decoder({
	modelType: 'llama',
	prefix: 'Llama',
	answeringBody: 'transformer',
	defaults: { width: 4096, layers: 32, heads: 32, feedForward: 11008, positions: 2048, vocabulary: 32000 },
	bias: (keys) => sameBias(keys.flag('attention_bias', false)),
	feedForward: (keys, usual) => ({ ...usual, bias: keys.flag('mlp_bias', false) }),
});
