import { encoder } from './encoder.ts';
import { bertHeads } from './encoder-heads.ts';
import { labelCount } from './family.ts';
import { linearParts, onTop } from './parts.ts';

const { LMHeadModel: _, ForNextSentencePrediction: __, ...heads } = bertHeads;

/** `AlbertConfig`: narrow embeddings, and one group of layers that is run again and again. */
export const albert = encoder({
	modelType: 'albert',
	prefix: 'Albert',
	body: 'albert',
	heads: {
		...heads,
		ForPreTraining: ['pooler', 'vocabulary', (keys, { width }) => onTop('sentence order', linearParts('sop_classifier.classifier', width, labelCount(keys)))],
	},
	defaults: { width: 4096, layers: 12, heads: 64, feedForward: 16384, positions: 512, vocabulary: 30000, tokenTypes: 2, activation: 'gelu_new' },
	embedding: (keys) => ({ width: keys.count('embedding_size', 128), projection: { bias: true } }),
	passes: (keys, { layers }) => {
		const groups = keys.count('num_hidden_groups', 1, { maximum: 1000 });
		return { layers: groups * keys.count('inner_group_num', 1, { maximum: 100 }), passes: layers / groups };
	},
	vocabularyHead: (keys) => ({ width: keys.count('embedding_size', 128) }),
	names: (keys) => {
		const inner = keys.count('inner_group_num', 1, { maximum: 100 });
		const layer = `{body}encoder.albert_layer_groups.{layer/${inner}}.albert_layers.{layer%${inner}}`;
		return {
			projection: '{body}encoder.embedding_hidden_mapping_in',
			query: `${layer}.attention.query`,
			key: `${layer}.attention.key`,
			value: `${layer}.attention.value`,
			output: `${layer}.attention.dense`,
			attention_norm: `${layer}.attention.LayerNorm`,
			up: `${layer}.ffn`,
			down: `${layer}.ffn_output`,
			feed_forward_norm: `${layer}.full_layer_layer_norm`,
			head: 'predictions.decoder',
			headBias: 'predictions',
			transform: 'predictions.dense',
			transform_norm: 'predictions.LayerNorm',
			pooler: '{body}pooler',
		};
	},
});
