import { decoder } from './decoder.ts';
import { fourNorms } from './norms.ts';
import { rotary } from './positions.ts';

/** `Glm4vTextConfig`: GLM-4 as the text model of GLM-4V. */
export const glm4vText = decoder({
	modelType: 'glm4v_text',
	prefix: 'Glm4v',
	classes: ['ForConditionalGeneration', 'TextModel'],
	bodyClass: 'Glm4vTextModel',
	body: 'model.language_model',
	defaults: { width: 4096, layers: 40, heads: 32, kvHeads: 2, feedForward: 13696, positions: 32768, vocabulary: 151552, epsilon: 1e-5 },
	readsHeadDim: false,
	bias: () => ({ query: true, key: true, value: true, output: false }),
	positions: (keys, { headSize, positions }) => rotary(keys, headSize, { maximum: positions, share: 0.5 }),
	feedForward: (_, usual) => ({ ...usual, fused: true }),
	layer: (_, norm) => fourNorms(norm),
	names: {
		post_attention_norm: '{body}layers.{layer}.post_self_attn_layernorm',
		feed_forward_norm: '{body}layers.{layer}.post_attention_layernorm',
		post_feed_forward_norm: '{body}layers.{layer}.post_mlp_layernorm',
	},
});
