import type { TensorNames } from '../architecture.ts';
import { decoder } from './decoder.ts';
import { sameBias } from './family.ts';
import { rotary } from './positions.ts';

/** Names of GPT-NeoX's parts. */
export const neoxNames: TensorNames = {
	token: '{body}embed_in',
	query_key_value: '{body}layers.{layer}.attention.query_key_value',
	output: '{body}layers.{layer}.attention.dense',
	up: '{body}layers.{layer}.mlp.dense_h_to_4h',
	down: '{body}layers.{layer}.mlp.dense_4h_to_h',
	final_norm: '{body}final_layer_norm',
};

/** `GPTNeoXConfig` (Pythia): queries, keys and values head by head in one tensor, blocks side by side under a norm each. */
export const gptNeox = decoder({
	modelType: 'gpt_neox',
	prefix: 'GPTNeoX',
	defaults: { width: 6144, layers: 44, heads: 64, feedForward: 24576, positions: 2048, vocabulary: 50432, activation: 'gelu' },
	ungrouped: true,
	readsHeadDim: false,
	dropout: { embedding: 'hidden_dropout', probabilities: 'attention_dropout', attention: 'hidden_dropout', feedForward: 'hidden_dropout' },
	norm: (keys) => ({ kind: 'layer', epsilon: keys.number('layer_norm_eps', 1e-5) }),
	bias: (keys) => sameBias(keys.flag('attention_bias', true)),
	attention: () => ({ fused: 'heads' }),
	positions: (keys, { headSize, positions }) => rotary(keys, headSize, { maximum: positions, share: 0.25 }),
	feedForward: (_, usual) => ({ ...usual, gated: false, bias: true }),
	layer: (keys, norm) => ({
		norms: { attention_norm: norm, feed_forward_norm: norm },
		arrangement: keys.flag('use_parallel_residual', true) ? 'parallel' : 'pre',
	}),
	body: 'gpt_neox',
	tokenClassifier: 'classifier',
	names: neoxNames,
});
