import type { TensorNames } from '../architecture.ts';
import { decoder } from './decoder.ts';
import { biasEverywhere } from './family.ts';

/** Names of BLOOM's parts, which Falcon took over. */
export const bloomNames: TensorNames = {
	token: '{body}word_embeddings',
	embedding_norm: '{body}word_embeddings_layernorm',
	query_key_value: '{body}h.{layer}.self_attention.query_key_value',
	output: '{body}h.{layer}.self_attention.dense',
	attention_norm: '{body}h.{layer}.input_layernorm',
	feed_forward_norm: '{body}h.{layer}.post_attention_layernorm',
	up: '{body}h.{layer}.mlp.dense_h_to_4h',
	down: '{body}h.{layer}.mlp.dense_4h_to_h',
	final_norm: '{body}ln_f',
};

/** `BloomConfig`: linear biases for positions, a norm on the embeddings, queries, keys and values head by head in one tensor. */
export const bloom = decoder({
	modelType: 'bloom',
	prefix: 'Bloom',
	defaults: { width: 64, layers: 2, heads: 8, positions: 2048, vocabulary: 250880, tied: true },
	keyNames: { width: ['n_embed', 'hidden_size'], layers: ['n_layer', 'num_hidden_layers'], heads: ['n_head', 'num_attention_heads'], positions: 'seq_length' },
	ungrouped: true,
	readsHeadDim: false,
	dropout: { probabilities: 'attention_dropout', attention: 'hidden_dropout', feedForward: 'hidden_dropout' },
	norm: (keys) => ({ kind: 'layer', epsilon: keys.number('layer_norm_epsilon', 1e-5) }),
	bias: () => biasEverywhere,
	attention: () => ({ fused: 'heads' }),
	positions: (keys, { positions }) => ({ kind: 'alibi', ...(keys.has('seq_length') && { maximum: positions }) }),
	embedding: (_, __, norm) => ({ norm }),
	fixedActivation: 'gelu_tanh',
	fourfold: true,
	feedForward: (_, usual) => ({ ...usual, gated: false, bias: true }),
	layer: (keys, norm) => ({
		norms: { attention_norm: norm, feed_forward_norm: norm },
		arrangement: 'pre',
		...(keys.flag('apply_residual_connection_post_layernorm', false) && { residualAfterNorm: true }),
	}),
	body: 'transformer',
	tokenClassifier: 'classifier',
	names: bloomNames,
});
