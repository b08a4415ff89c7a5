import { encoder } from './encoder.ts';
import { bertHeads } from './encoder-heads.ts';

const { LMHeadModel, ForPreTraining: _, ForNextSentencePrediction: __, ...heads } = bertHeads;

/** `RemBertConfig`: narrow embeddings going in, wide ones coming out. */
export const rembert = encoder({
	modelType: 'rembert',
	prefix: 'RemBert',
	body: 'rembert',
	heads: { ...heads, ForCausalLM: LMHeadModel },
	defaults: { width: 1152, layers: 32, heads: 18, feedForward: 4608, positions: 512, vocabulary: 250300, tokenTypes: 2, untied: true },
	decodes: true,
	embedding: (keys) => ({ width: keys.count('input_embedding_size', 256), projection: { bias: true } }),
	vocabularyHead: (keys) => ({ tied: false, width: keys.count('output_embedding_size', 1664), untiedBias: false }),
	names: {
		projection: '{body}encoder.embedding_hidden_mapping_in',
		headBias: 'cls.predictions.decoder',
		transform: 'cls.predictions.dense',
		transform_norm: 'cls.predictions.LayerNorm',
	},
});
