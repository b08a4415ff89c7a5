import { decoder } from './decoder.ts';
import { sameBias } from './family.ts';
import { perHeadNorm } from './norms.ts';

/** `HunYuanDenseV1Config`: Llama with norms on each head's queries and keys. */
export const hunyuanV1Dense = decoder({
	modelType: 'hunyuan_v1_dense',
	prefix: 'HunYuanDenseV1',
	defaults: { width: 4096, layers: 32, heads: 32, feedForward: 11008, positions: 2048, vocabulary: 290943, epsilon: 1e-5 },
	bias: (keys) => sameBias(keys.flag('attention_bias', false)),
	attention: (_, sizes, norm) => perHeadNorm(sizes, norm),
	names: { query_norm: '{body}layers.{layer}.self_attn.query_layernorm', key_norm: '{body}layers.{layer}.self_attn.key_layernorm' },
});
