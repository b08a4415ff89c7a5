import type { Part } from '../architecture.ts';
import type { Keys } from '../keys.ts';
import { encoder } from './encoder.ts';
import type { HeadWord } from './encoder-heads.ts';
import { labelCount } from './family.ts';
import { linearParts, normParts, onEveryToken, onTop } from './parts.ts';
import { paddedPositions, robertaNames } from './roberta.ts';

const entitySize = (keys: Keys): number => keys.count('entity_emb_size', 256);

/** Scores over the entities, from their own table. */
const entities: HeadWord = (keys, { width, tied }) => {
	const [count, size] = [keys.count('entity_vocab_size', 500000), entitySize(keys)];
	return onEveryToken('entities', [
		...linearParts('entity_predictions.transform.dense', width, size),
		...normParts('entity_predictions.transform.LayerNorm', size),
		...(tied ? [] : linearParts('entity_predictions.decoder', size, count, false)),
		{ name: 'entity_predictions.bias', shape: [count] },
	]);
};

/** A classifier over the vectors of one or more entities. */
const entityClassifier =
	(vectors: number, bias: boolean): HeadWord =>
	(keys, { width }) =>
		onTop('classifier of entities', linearParts('classifier', vectors * width, labelCount(keys), bias));

/** `LukeConfig`: RoBERTa with a table of entities and queries of their own between words and entities. */
export const luke = encoder({
	modelType: 'luke',
	prefix: 'Luke',
	body: 'luke',
	heads: {
		ForMaskedLM: ['pooler', 'vocabulary', entities],
		Model: ['pooler'],
		ForEntityClassification: ['pooler', entityClassifier(1, true)],
		ForEntityPairClassification: ['pooler', entityClassifier(2, false)],
		ForEntitySpanClassification: ['pooler', entityClassifier(3, true)],
		ForSequenceClassification: ['pooler', 'classifier'],
		ForTokenClassification: ['classifier'],
		ForQuestionAnswering: ['answers'],
		ForMultipleChoice: ['pooler', 'choice'],
	},
	defaults: { width: 768, layers: 12, heads: 12, feedForward: 3072, positions: 512, vocabulary: 50267, tokenTypes: 2 },
	positions: paddedPositions,
	embedding: (keys, { width, positions }) => {
		const size = entitySize(keys);
		const table = (name: string, rows: number, columns = width): Part => ({ name: `{body}entity_embeddings.${name}.weight`, shape: [rows, columns] });
		return {
			parts: [
				table('entity_embeddings', keys.count('entity_vocab_size', 500000), size),
				...(size === width ? [] : [table('entity_embedding_dense', width, size)]),
				table('position_embeddings', positions),
				table('token_type_embeddings', keys.count('type_vocab_size', 2, { minimum: 0 })),
				...normParts('{body}entity_embeddings.LayerNorm', width),
			],
		};
	},
	layer: (keys, _, { width, heads, headSize }) =>
		keys.flag('use_entity_aware_attention', true)
			? {
					parts: ['w2e', 'e2w', 'e2e'].flatMap((name) => linearParts(`{body}encoder.layer.{layer}.attention.self.${name}_query`, width, heads * headSize)),
				}
			: {},
	vocabularyHead: (keys) => ({ tied: false, untiedBias: !keys.flag('tie_word_embeddings', true) }),
	names: robertaNames,
});
