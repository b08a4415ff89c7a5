import { decoder } from './decoder.ts';
import { fourNorms } from './norms.ts';
import { rotary } from './positions.ts';

/** `Glm4Config`: GLM with a norm after each block too. */
export const glm4 = decoder({
	modelType: 'glm4',
	prefix: 'Glm4',
	defaults: { width: 4096, layers: 40, heads: 32, kvHeads: 2, headSize: 128, feedForward: 13696, positions: 131072, vocabulary: 151552, epsilon: 1.5625e-7 },
	bias: (keys) => {
		const bias = keys.flag('attention_bias', true);
		return { query: bias, key: bias, value: bias, output: false };
	},
	positions: (keys, { headSize, positions }) => rotary(keys, headSize, { maximum: positions, share: 0.5 }),
	feedForward: (_, usual) => ({ ...usual, fused: true }),
	layer: (_, norm) => fourNorms(norm),
	names: {
		post_attention_norm: '{body}layers.{layer}.post_self_attn_layernorm',
		feed_forward_norm: '{body}layers.{layer}.post_attention_layernorm',
		post_feed_forward_norm: '{body}layers.{layer}.post_mlp_layernorm',
	},
});
