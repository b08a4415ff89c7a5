import { decoder } from './decoder.ts';
import { biasEverywhere, byWidth } from './family.ts';
import { gptKeyNames } from './gpt.ts';

/** `CTRLConfig`: sinusoidal positions, a bias over the vocabulary. */
export const ctrl = decoder({
	modelType: 'ctrl',
	prefix: 'CTRL',
	classes: ['LMHeadModel', 'Model', 'ForSequenceClassification'],
	defaults: { width: 1280, layers: 48, heads: 16, feedForward: 8192, positions: 256, vocabulary: 246534, tied: true },
	keyNames: { ...gptKeyNames, feedForward: 'dff' },
	ungrouped: true,
	readsHeadDim: false,
	norm: (keys) => ({ kind: 'layer', epsilon: keys.number('layer_norm_epsilon', 1e-6) }),
	bias: () => biasEverywhere,
	attention: (_, sizes) => byWidth(sizes),
	positions: (_, { positions }) => ({ kind: 'sinusoidal', maximum: positions }),
	fixedActivation: 'relu',
	feedForward: (_, usual) => ({ ...usual, gated: false, bias: true }),
	headBias: () => true,
	body: 'transformer',
	names: {
		token: '{body}w',
		query: '{body}h.{layer}.multi_head_attention.Wq',
		key: '{body}h.{layer}.multi_head_attention.Wk',
		value: '{body}h.{layer}.multi_head_attention.Wv',
		output: '{body}h.{layer}.multi_head_attention.dense',
		attention_norm: '{body}h.{layer}.layernorm1',
		feed_forward_norm: '{body}h.{layer}.layernorm2',
		up: '{body}h.{layer}.ffn.0',
		down: '{body}h.{layer}.ffn.2',
		final_norm: '{body}layernorm',
		classifier: 'classifier',
	},
});
