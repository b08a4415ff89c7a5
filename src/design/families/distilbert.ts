import { encoder } from './encoder.ts';
import type { HeadWord } from './encoder-heads.ts';
import { linearParts, onTop } from './parts.ts';

/** The library's layer before the classifier. */
const preClassifier: HeadWord = (_, { width }) => onTop('pre-classifier', linearParts('pre_classifier', width, width));

/** `DistilBertConfig`: BERT without segments, under names of its own. */
export const distilbert = encoder({
	modelType: 'distilbert',
	prefix: 'DistilBert',
	body: 'distilbert',
	heads: {
		ForMaskedLM: ['vocabulary'],
		Model: [],
		ForSequenceClassification: [preClassifier, 'classifier'],
		ForTokenClassification: ['classifier'],
		ForQuestionAnswering: ['answers'],
		ForMultipleChoice: [preClassifier, 'choice'],
	},
	defaults: { width: 768, layers: 6, heads: 12, feedForward: 3072, positions: 512, vocabulary: 30522 },
	keyNames: {
		width: ['dim', 'hidden_size'],
		layers: ['n_layers', 'num_hidden_layers'],
		heads: ['n_heads', 'num_attention_heads'],
		feedForward: 'hidden_dim',
	},
	activationKey: 'activation',
	norm: () => ({ kind: 'layer', epsilon: 1e-12 }),
	vocabularyHead: () => ({ untiedBias: false }),
	names: {
		query: '{body}transformer.layer.{layer}.attention.q_lin',
		key: '{body}transformer.layer.{layer}.attention.k_lin',
		value: '{body}transformer.layer.{layer}.attention.v_lin',
		output: '{body}transformer.layer.{layer}.attention.out_lin',
		attention_norm: '{body}transformer.layer.{layer}.sa_layer_norm',
		up: '{body}transformer.layer.{layer}.ffn.lin1',
		down: '{body}transformer.layer.{layer}.ffn.lin2',
		feed_forward_norm: '{body}transformer.layer.{layer}.output_layer_norm',
		head: 'vocab_projector',
		headBias: 'vocab_projector',
		transform: 'vocab_transform',
		transform_norm: 'vocab_layer_norm',
	},
});
