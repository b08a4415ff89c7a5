import { decoder } from './decoder.ts';
import { sameBias } from './family.ts';
import { outputNormNames, outputNorms, wholeNorm } from './norms.ts';
import { every, masksOf } from './positions.ts';

/** `Olmo3Config`: OLMo 2 with three windowed layers to each full one. */
export const olmo3 = decoder({
	modelType: 'olmo3',
	prefix: 'Olmo3',
	defaults: { width: 4096, layers: 32, heads: 32, feedForward: 11008, positions: 2048, vocabulary: 50304, base: 500000, epsilon: 1e-5 },
	bias: (keys) => sameBias(keys.flag('attention_bias', false)),
	attention: (_, sizes, norm) => wholeNorm(sizes, norm),
	mask: (keys) => masksOf(keys, { window: keys.size('sliding_window', 4096), usual: every(4, 'full_attention', 'sliding_attention') }),
	layer: (_, norm) => outputNorms(norm),
	names: outputNormNames,
});
