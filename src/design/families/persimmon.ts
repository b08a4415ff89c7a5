import { decoder } from './decoder.ts';
import { biasEverywhere } from './family.ts';
import { perHeadNorm } from './norms.ts';
import { rotary } from './positions.ts';

/** `PersimmonConfig`: norms on each head's queries and keys, squared ReLU, half of each head rotates. */
export const persimmon = decoder({
	modelType: 'persimmon',
	prefix: 'Persimmon',
	classes: ['ForCausalLM', 'Model', 'ForSequenceClassification', 'ForTokenClassification'],
	defaults: { width: 4096, layers: 36, heads: 64, feedForward: 16384, positions: 16384, vocabulary: 262144, activation: 'relu2' },
	ungrouped: true,
	readsHeadDim: false,
	norm: (keys) => ({ kind: 'layer', epsilon: keys.number('layer_norm_eps', 1e-5) }),
	bias: () => biasEverywhere,
	attention: (keys, sizes, norm) => ({ fused: 'heads', ...(keys.flag('qk_layernorm', true) && perHeadNorm(sizes, norm)) }),
	positions: (keys, { headSize, positions }) => rotary(keys, headSize, { maximum: positions, share: 0.5 }),
	feedForward: (_, usual) => ({ ...usual, gated: false, bias: true }),
	names: {
		query_key_value: '{body}layers.{layer}.self_attn.query_key_value',
		output: '{body}layers.{layer}.self_attn.dense',
		query_norm: '{body}layers.{layer}.self_attn.q_layernorm',
		key_norm: '{body}layers.{layer}.self_attn.k_layernorm',
		up: '{body}layers.{layer}.mlp.dense_h_to_4h',
		down: '{body}layers.{layer}.mlp.dense_4h_to_h',
		final_norm: '{body}final_layernorm',
	},
});
