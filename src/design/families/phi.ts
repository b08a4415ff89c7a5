import { decoder } from './decoder.ts';
import { biasEverywhere } from './family.ts';
import { sharedNorm } from './norms.ts';
import { rotary } from './positions.ts';

/** `PhiConfig`: one norm, attention and feed-forward side by side, half of each head rotates, biases everywhere. */
export const phi = decoder({
	modelType: 'phi',
	prefix: 'Phi',
	defaults: { width: 2048, layers: 24, heads: 32, feedForward: 8192, positions: 2048, vocabulary: 51200, activation: 'gelu_new' },
	dropout: { embedding: 'embd_pdrop', probabilities: 'attention_dropout', attention: 'resid_pdrop', feedForward: 'resid_pdrop' },
	norm: (keys) => ({ kind: 'layer', epsilon: keys.number('layer_norm_eps', 1e-5) }),
	bias: () => biasEverywhere,
	attention: (keys, { width, heads, headSize, decoupled }, norm) => {
		// The library's class sizes the norms by the width.
		const size = [decoupled ? headSize : Math.floor(width / heads)];
		return keys.flag('qk_layernorm', false) ? { queryKeyNorm: { norm, query: size, key: size } } : {};
	},
	positions: (keys, { headSize, positions }) => rotary(keys, headSize, { maximum: positions, share: 0.5 }),
	feedForward: (_, usual) => ({ ...usual, gated: false, bias: true }),
	layer: (_, norm) => sharedNorm(norm),
	headBias: () => true,
	names: {
		output: '{body}layers.{layer}.self_attn.dense',
		query_norm: '{body}layers.{layer}.self_attn.q_layernorm',
		key_norm: '{body}layers.{layer}.self_attn.k_layernorm',
		up: '{body}layers.{layer}.mlp.fc1',
		down: '{body}layers.{layer}.mlp.fc2',
		final_norm: '{body}final_layernorm',
	},
});
