import { encoder } from './encoder.ts';

/** `LayoutLMConfig`: BERT with tables for the place and size of each word on its page. */
export const layoutlm = encoder({
	modelType: 'layoutlm',
	prefix: 'LayoutLM',
	body: 'layoutlm',
	heads: {
		ForMaskedLM: ['pooler', 'vocabulary'],
		Model: ['pooler'],
		ForSequenceClassification: ['pooler', 'classifier'],
		ForTokenClassification: ['pooler', 'classifier'],
		ForQuestionAnswering: ['pooler', 'answers'],
	},
	defaults: { width: 768, layers: 12, heads: 12, feedForward: 3072, positions: 512, vocabulary: 30522, tokenTypes: 2 },
	embedding: (keys, { width }) => {
		const shape = [keys.count('max_2d_position_embeddings', 1024), width];
		return { parts: ['x', 'y', 'h', 'w'].map((axis) => ({ name: `{body}embeddings.${axis}_position_embeddings.weight`, shape })) };
	},
});
