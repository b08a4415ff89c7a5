import { decoder } from './decoder.ts';
import { biasEverywhere } from './family.ts';

/** `BioGptConfig`: learned positions with two more rows, biases everywhere. */
export const biogpt = decoder({
	modelType: 'biogpt',
	prefix: 'BioGpt',
	classes: ['ForCausalLM', 'Model', 'ForSequenceClassification', 'ForTokenClassification'],
	defaults: { width: 1024, layers: 24, heads: 16, feedForward: 4096, positions: 1024, vocabulary: 42384, tied: true, activation: 'gelu' },
	ungrouped: true,
	readsHeadDim: false,
	norm: (keys) => ({ kind: 'layer', epsilon: keys.number('layer_norm_eps', 1e-12) }),
	bias: () => biasEverywhere,
	positions: (_, { positions }) => ({ kind: 'learned', count: positions, offset: 2 }),
	feedForward: (_, usual) => ({ ...usual, gated: false, bias: true }),
	body: 'biogpt',
	tokenClassifier: 'classifier',
	names: {
		position: '{body}embed_positions',
		output: '{body}layers.{layer}.self_attn.out_proj',
		attention_norm: '{body}layers.{layer}.self_attn_layer_norm',
		feed_forward_norm: '{body}layers.{layer}.final_layer_norm',
		up: '{body}layers.{layer}.fc1',
		down: '{body}layers.{layer}.fc2',
		final_norm: '{body}layer_norm',
		head: 'output_projection',
	},
});
