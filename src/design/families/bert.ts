import type { Head } from '../architecture.ts';
import { MOST_LAYERS } from '../keys.ts';
import type { Family } from './family.ts';
import { activation, type KeyNames } from './family.ts';

const keyNames = {
	width: 'hidden_size',
	layers: 'num_hidden_layers',
	heads: 'num_attention_heads',
	headSize: 'head_dim',
	feedForward: 'intermediate_size',
	positions: 'max_position_embeddings',
	vocabulary: 'vocab_size',
} satisfies KeyNames;

/** `BertConfig` and its classes in transformers. */
export const bert: Family = {
	modelType: 'bert',
	classes: ['BertForMaskedLM', 'BertModel', 'BertForPreTraining', 'BertForSequenceClassification', 'BertForTokenClassification', 'BertForQuestionAnswering'],
	readsHeadDim: false,
	keyNames,
	architecture(keys, { modelClass, decoupled }) {
		const width = keys.count('hidden_size', 768);
		const heads = keys.count('num_attention_heads', 12);
		const share = Math.max(1, Math.floor(width / heads));
		const headSize = decoupled ? keys.count('head_dim', share, { origin: 'derived' }) : share;
		const norm = { kind: 'layer', epsilon: keys.number('layer_norm_eps', 1e-12) } as const;
		const hidden = activation(keys, 'hidden_act', 'gelu');
		const feedForward = { size: keys.count('intermediate_size', 3072), gated: false, activation: hidden, bias: true };
		const tied = keys.flag('tie_word_embeddings', true);
		const labels = keys.count('num_labels', 2);
		const languageModel: Head[] = [
			{ kind: 'masked-transform', norm, activation: hidden },
			{ kind: 'language-model', tied, bias: true },
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
			layers: Array.from({ length: keys.count('num_hidden_layers', 12, { maximum: MOST_LAYERS }) }, () => ({
				attention: {
					heads,
					kvHeads: heads,
					queryKeySize: headSize,
					valueSize: headSize,
					mask: { kind: 'full' },
					queryKeyValueBias: true,
					outputBias: true,
					fused: false,
				},
				feedForward,
				attentionNorm: norm,
				feedForwardNorm: norm,
				normPlacement: 'post',
			})),
			heads: headsByClass[modelClass] ?? [],
			initializerRange: keys.number('initializer_range', 0.02),
			names: {
				tokenEmbedding: `${body}embeddings.word_embeddings`,
				positionEmbedding: `${body}embeddings.position_embeddings`,
				tokenTypeEmbedding: `${body}embeddings.token_type_embeddings`,
				embeddingNorm: `${body}embeddings.LayerNorm`,
				query: `${layer}.attention.self.query`,
				key: `${layer}.attention.self.key`,
				value: `${layer}.attention.self.value`,
				attentionOutput: `${layer}.attention.output.dense`,
				attentionNorm: `${layer}.attention.output.LayerNorm`,
				feedForwardUp: `${layer}.intermediate.dense`,
				feedForwardDown: `${layer}.output.dense`,
				feedForwardNorm: `${layer}.output.LayerNorm`,
				languageModelHead: 'cls.predictions.decoder',
				maskedBias: 'cls.predictions',
				maskedTransform: 'cls.predictions.transform.dense',
				maskedTransformNorm: 'cls.predictions.transform.LayerNorm',
				pooler: `${body}pooler.dense`,
				nextSentence: 'cls.seq_relationship',
				classifier: modelClass === 'BertForQuestionAnswering' ? 'qa_outputs' : 'classifier',
				inputFirst: false,
			},
		};
	},
};
