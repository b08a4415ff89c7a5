import { decoder } from './decoder.ts';
import { sameBias } from './family.ts';

/** `OPTConfig`: two more rows of positions, embeddings that may be narrower than the model, norms before or after the blocks. */
export const opt = decoder({
	modelType: 'opt',
	prefix: 'OPT',
	classes: ['ForCausalLM', 'Model', 'ForSequenceClassification', 'ForQuestionAnswering'],
	defaults: { width: 768, layers: 12, heads: 12, feedForward: 3072, positions: 2048, vocabulary: 50272, tied: true, activation: 'relu' },
	keyNames: { feedForward: 'ffn_dim' },
	ungrouped: true,
	readsHeadDim: false,
	activationKey: 'activation_function',
	initializerKey: 'init_std',
	dropout: { probabilities: 'attention_dropout', attention: 'dropout', feedForward: 'dropout' },
	norm: (keys) => ({ kind: 'layer', epsilon: 1e-5, scale: keys.flag('layer_norm_elementwise_affine', true) }),
	bias: (keys) => sameBias(keys.flag('enable_bias', true)),
	positions: (_, { positions }) => ({ kind: 'learned', count: positions, offset: 2 }),
	embedding: (keys, { width }) => {
		const narrow = keys.count('word_embed_proj_dim', width, { origin: 'derived' });
		return narrow === width ? {} : { width: narrow, tableWidth: width, projection: { bias: false, back: true } };
	},
	feedForward: (keys, usual) => ({ ...usual, gated: false, bias: keys.flag('enable_bias', true) }),
	layer: (keys, norm) => ({
		norms: { attention_norm: norm, feed_forward_norm: norm },
		arrangement: keys.flag('do_layer_norm_before', true) ? 'pre' : 'post',
	}),
	finalNorm: (keys) => keys.flag('do_layer_norm_before', true) && !keys.flag('_remove_final_layer_norm', false),
	body: 'model.decoder',
	bareBody: 'decoder',
	names: {
		position: '{body}embed_positions',
		projection: '{body}project_in',
		projection_back: '{body}project_out',
		output: '{body}layers.{layer}.self_attn.out_proj',
		attention_norm: '{body}layers.{layer}.self_attn_layer_norm',
		feed_forward_norm: '{body}layers.{layer}.final_layer_norm',
		up: '{body}layers.{layer}.fc1',
		down: '{body}layers.{layer}.fc2',
		final_norm: '{body}final_layer_norm',
	},
});
