import type { Head } from '../architecture.ts';
import { activation, alike, biasEverywhere, type Family, headSizeOf, labelCount, layerCount, usualKeyNames } from './family.ts';

const { keyValueHeads: _, ...keyNames } = usualKeyNames;

/** `BertConfig` and its classes in transformers. */
export const bert: Family = {
	modelType: 'bert',
	classes: ['BertForMaskedLM', 'BertModel', 'BertForPreTraining', 'BertForSequenceClassification', 'BertForTokenClassification', 'BertForQuestionAnswering'],
	readsHeadDim: false,
	keyNames,
	architecture(keys, { modelClass, decoupled }) {
		const width = keys.count('hidden_size', 768);
		const heads = keys.count('num_attention_heads', 12);
		const headSize = headSizeOf(keys, 'head_dim', width, heads, decoupled);
		const norm = { kind: 'layer', epsilon: keys.number('layer_norm_eps', 1e-12) } as const;
		const hidden = activation(keys, 'hidden_act', 'gelu');
		const tied = keys.flag('tie_word_embeddings', true);
		const labels = labelCount(keys);
		const languageModel: Head[] = [
			{ kind: 'masked-transform', norm, activation: hidden },
			{ kind: 'language-model', tied, bias: true, untiedBias: true },
		];
		const headsByClass: Record<string, Head[]> = {
			BertModel: [{ kind: 'pooler' }],
			BertForMaskedLM: languageModel,
			BertForPreTraining: [{ kind: 'pooler' }, ...languageModel, { kind: 'next-sentence' }],
			BertForSequenceClassification: [{ kind: 'pooler' }, { kind: 'classifier', labels, bias: true }],
			BertForTokenClassification: [{ kind: 'classifier', labels, bias: true }],
			BertForQuestionAnswering: [{ kind: 'classifier', labels: 2, bias: true }],
		};
		const body = modelClass === 'BertModel' ? '' : 'bert.';
		const layer = `${body}encoder.layer.{layer}`;
		return {
			modelType: 'bert',
			modelClass,
			objective: 'masked',
			vocabulary: keys.count('vocab_size', 30522),
			width,
			embedding: {
				positions: { kind: 'learned', count: keys.count('max_position_embeddings', 512) },
				tokenTypes: keys.count('type_vocab_size', 2),
				norm,
			},
			layers: alike(layerCount(keys, 'num_hidden_layers', 12), {
				attention: { heads, kvHeads: heads, queryKeySize: headSize, valueSize: headSize, mask: { kind: 'full' }, bias: biasEverywhere },
				feedForward: { size: keys.count('intermediate_size', 3072), gated: false, activation: hidden, bias: true },
				norms: { attention_norm: norm, feed_forward_norm: norm },
				arrangement: 'post',
			}),
			heads: headsByClass[modelClass] ?? [],
			initializerRange: keys.number('initializer_range', 0.02),
			names: {
				token: `${body}embeddings.word_embeddings`,
				position: `${body}embeddings.position_embeddings`,
				token_type: `${body}embeddings.token_type_embeddings`,
				embedding_norm: `${body}embeddings.LayerNorm`,
				query: `${layer}.attention.self.query`,
				key: `${layer}.attention.self.key`,
				value: `${layer}.attention.self.value`,
				output: `${layer}.attention.output.dense`,
				attention_norm: `${layer}.attention.output.LayerNorm`,
				up: `${layer}.intermediate.dense`,
				down: `${layer}.output.dense`,
				feed_forward_norm: `${layer}.output.LayerNorm`,
				head: 'cls.predictions.decoder',
				headBias: 'cls.predictions',
				transform: 'cls.predictions.transform.dense',
				transform_norm: 'cls.predictions.transform.LayerNorm',
				pooler: `${body}pooler.dense`,
				classifier: modelClass === 'BertForQuestionAnswering' ? 'qa_outputs' : modelClass === 'BertForPreTraining' ? 'cls.seq_relationship' : 'classifier',
			},
		};
	},
};
