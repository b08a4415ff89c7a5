import { decoder } from './decoder.ts';
import { routed } from './experts.ts';
import { sameBias } from './family.ts';
import { outputNormNames, outputNorms, wholeNorm } from './norms.ts';

/** `FlexOlmoConfig`: OLMo 2 with experts. */
export const flexOlmo = decoder({
	modelType: 'flex_olmo',
	prefix: 'FlexOlmo',
	classes: ['ForCausalLM', 'Model'],
	defaults: { width: 4096, layers: 32, heads: 32, feedForward: 11008, positions: 4096, vocabulary: 100352, base: 500000 },
	bias: (keys) => sameBias(keys.flag('attention_bias', false)),
	attention: (_, sizes, norm) => wholeNorm(sizes, norm),
	layer: (_, norm) => outputNorms(norm),
	names: outputNormNames,
	...routed({ experts: [['num_local_experts', 'num_experts'], 7], active: ['num_experts_per_tok', 5] }),
});
