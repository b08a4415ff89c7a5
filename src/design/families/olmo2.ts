import { decoder } from './decoder.ts';
import { sameBias } from './family.ts';
import { outputNormNames, outputNorms, wholeNorm } from './norms.ts';

/** `Olmo2Config`: norms on the output of each block, and on all queries and keys together. */
export const olmo2 = decoder({
	modelType: 'olmo2',
	prefix: 'Olmo2',
	defaults: { width: 4096, layers: 32, heads: 32, feedForward: 11008, positions: 2048, vocabulary: 50304, epsilon: 1e-5 },
	bias: (keys) => sameBias(keys.flag('attention_bias', false)),
	attention: (_, sizes, norm) => wholeNorm(sizes, norm),
	layer: (_, norm) => outputNorms(norm),
	names: outputNormNames,
});
