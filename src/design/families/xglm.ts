import { crossedLayer } from './cross.ts';
import { decoder } from './decoder.ts';
import { biasEverywhere } from './family.ts';

/** `XGLMConfig`: sinusoidal positions, biases everywhere. */
export const xglm = decoder({
	modelType: 'xglm',
	prefix: 'XGLM',
	classes: ['ForCausalLM', 'Model'],
	defaults: { width: 1024, layers: 24, heads: 16, feedForward: 4096, positions: 2048, vocabulary: 256008, tied: true, activation: 'gelu' },
	keyNames: {
		width: ['d_model', 'hidden_size'],
		layers: ['num_layers', 'num_hidden_layers'],
		heads: ['attention_heads', 'num_attention_heads'],
		feedForward: 'ffn_dim',
	},
	ungrouped: true,
	readsHeadDim: false,
	activationKey: 'activation_function',
	initializerKey: 'init_std',
	norm: () => ({ kind: 'layer', epsilon: 1e-5 }),
	bias: () => biasEverywhere,
	positions: (_, { positions }) => ({ kind: 'sinusoidal', maximum: positions }),
	feedForward: (_, usual) => ({ ...usual, gated: false, bias: true }),
	layer: (keys, norm, sizes) => crossedLayer(keys, norm, sizes),
	names: {
		cross_query: '{body}layers.{layer}.encoder_attn.q_proj',
		cross_key: '{body}layers.{layer}.encoder_attn.k_proj',
		cross_value: '{body}layers.{layer}.encoder_attn.v_proj',
		cross_output: '{body}layers.{layer}.encoder_attn.out_proj',
		cross_attention_norm: '{body}layers.{layer}.encoder_attn_layer_norm',
		output: '{body}layers.{layer}.self_attn.out_proj',
		attention_norm: '{body}layers.{layer}.self_attn_layer_norm',
		feed_forward_norm: '{body}layers.{layer}.final_layer_norm',
		up: '{body}layers.{layer}.fc1',
		down: '{body}layers.{layer}.fc2',
		final_norm: '{body}layer_norm',
	},
});
