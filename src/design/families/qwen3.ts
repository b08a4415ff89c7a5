import { decoder } from './decoder.ts';
import { sameBias } from './family.ts';
import { perHeadNorm } from './norms.ts';
import { upperWindows } from './positions.ts';

/** `Qwen3Config`: norms on each head's queries and keys, a head size of its own. */
export const qwen3 = decoder({
	modelType: 'qwen3',
	prefix: 'Qwen3',
	defaults: { width: 4096, layers: 32, heads: 32, kvHeads: 32, headSize: 128, feedForward: 22016, positions: 32768, vocabulary: 151936 },
	bias: (keys) => sameBias(keys.flag('attention_bias', false)),
	attention: (_, sizes, norm) => perHeadNorm(sizes, norm),
	mask: (keys) => upperWindows(keys),
});
