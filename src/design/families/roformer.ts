import { sequenceSummary } from './electra.ts';
import { encoder } from './encoder.ts';
import { robertaHeads } from './encoder-heads.ts';

/** `RoFormerConfig`: BERT that rotates by a table of sines, with embeddings that may be narrower. */
export const roformer = encoder({
	modelType: 'roformer',
	prefix: 'RoFormer',
	body: 'roformer',
	heads: {
		...robertaHeads,
		Model: [],
		ForQuestionAnswering: ['span'],
		ForMultipleChoice: [(keys, { width }) => sequenceSummary(keys, width, { used: false, toLabels: false }), 'choice'],
	},
	defaults: { width: 768, layers: 12, heads: 12, feedForward: 3072, positions: 1536, vocabulary: 50000, tokenTypes: 2 },
	decodes: true,
	positions: (_, { positions, headSize }) => ({ kind: 'rotary', base: 10000, maximum: positions, dimensions: headSize }),
	embedding: (keys, { width, positions, headSize }) => {
		const narrow = keys.count('embedding_size', width, { origin: 'derived' });
		const parts = [{ name: '{body}encoder.embed_positions.weight', shape: [positions, headSize] }];
		return narrow === width ? { parts } : { parts, width: narrow, projection: { bias: true } };
	},
	vocabularyHead: (keys, { width }) => ({ width: keys.count('embedding_size', width, { origin: 'derived' }) }),
	names: { projection: '{body}embeddings_project' },
});
