import type { Embedding, Part, Positions, TensorNames } from '../architecture.ts';
import type { Keys } from '../keys.ts';
import { type EncoderSizes, encoder } from './encoder.ts';
import { bertHeads, type HeadsByClass, type HeadWord, type VocabularyHead } from './encoder-heads.ts';
import { linearParts, onTop } from './parts.ts';

/** How queries and keys see distances, such as `["p2c", "c2p"]` or `"p2c|c2p"`; none without `relative_attention`. */
export function distanceTerms(keys: Keys): readonly string[] {
	if (!keys.flag('relative_attention', false)) return [];
	const written = keys.get('pos_att_type');
	return typeof written === 'string'
		? written
				.toLowerCase()
				.split('|')
				.map((term) => term.trim())
		: (keys.names('pos_att_type') ?? []);
}

/** Distances that the table of relative positions spans to one side. */
export function distanceSpan(keys: Keys, { positions }: EncoderSizes): number {
	const written = keys.get('max_relative_positions');
	return typeof written === 'number' && written >= 1 ? keys.count('max_relative_positions', positions) : positions;
}

/** Embeddings of both DeBERTas; `parts` are what the relative positions own. */
export function debertaEmbedding(keys: Keys, { width }: EncoderSizes, parts: readonly Part[]): Partial<Embedding> {
	const narrow = keys.count('embedding_size', width, { origin: 'derived' });
	return { parts, ...(narrow !== width && { width: narrow, projection: { bias: false }, projectedNorm: true }) };
}

/** Learned positions where they enter the embeddings too (`position_biased_input`), else distances alone. */
export const debertaPositions = (keys: Keys, { positions }: EncoderSizes): Positions =>
	keys.flag('position_biased_input', true) ? { kind: 'learned', count: positions } : { kind: 'relative', maximum: positions };

/** The pooler of both DeBERTas stands beside the layers and has a width of its own. */
const contextPooler: HeadWord = (keys, { width }) => {
	const size = keys.count('pooler_hidden_size', width, { origin: 'derived' });
	return onTop('pooler', linearParts('pooler.dense', size, size));
};

export const debertaHeads = {
	ForMaskedLM: bertHeads.ForMaskedLM,
	Model: [],
	ForSequenceClassification: [contextPooler, 'classifier'],
	ForTokenClassification: ['classifier'],
	ForQuestionAnswering: ['answers'],
	ForMultipleChoice: [contextPooler, 'choice'],
} as const satisfies HeadsByClass;

/** The head over the vocabulary of both DeBERTas: BERT's (`legacy`), or one that owns no matrix over the vocabulary. */
export const debertaVocabulary = (keys: Keys, { width }: EncoderSizes): VocabularyHead =>
	keys.flag('legacy', true) ? { width: keys.count('embedding_size', width, { origin: 'derived' }) } : { tied: true };

/** Names of that head, and of the projection behind narrow embeddings. */
export const debertaOwnNames = (keys: Keys): TensorNames => ({
	projection: '{body}embeddings.embed_proj',
	...(!keys.flag('legacy', true) && {
		headBias: 'lm_predictions.lm_head',
		transform: 'lm_predictions.lm_head.dense',
		transform_norm: 'lm_predictions.lm_head.LayerNorm',
	}),
});

const { ForMultipleChoice: _, ...heads } = debertaHeads;

/** `DebertaConfig`: distances enter the scores by projections of their own. */
export const deberta = encoder({
	modelType: 'deberta',
	prefix: 'Deberta',
	body: 'deberta',
	heads,
	defaults: { width: 768, layers: 12, heads: 12, feedForward: 3072, positions: 512, vocabulary: 50265, tokenTypes: 0, epsilon: 1e-7 },
	positions: debertaPositions,
	embedding: (keys, sizes) => {
		const table = { name: '{body}encoder.rel_embeddings.weight', shape: [2 * distanceSpan(keys, sizes), sizes.width] };
		return debertaEmbedding(keys, sizes, keys.flag('relative_attention', false) ? [table] : []);
	},
	attention: () => ({ fused: 'heads', bias: { query: false, key: false, value: false, output: true } }),
	layer: (keys, _, { width, heads: count, headSize }) => {
		const all = count * headSize;
		const terms = distanceTerms(keys);
		const self = '{body}encoder.layer.{layer}.attention.self';
		return {
			parts: [
				{ name: `${self}.q_bias`, shape: [all] },
				{ name: `${self}.v_bias`, shape: [all] },
				...(keys.flag('talking_head', false) ? ['logits', 'weights'].map((name) => ({ name: `${self}.head_${name}_proj.weight`, shape: [count, count] })) : []),
				...(terms.includes('c2p') ? linearParts(`${self}.pos_proj`, width, all, false) : []),
				...(terms.includes('p2c') ? linearParts(`${self}.pos_q_proj`, width, all) : []),
			],
		};
	},
	vocabularyHead: debertaVocabulary,
	names: (keys) => ({ query_key_value: '{body}encoder.layer.{layer}.attention.self.in_proj', ...debertaOwnNames(keys) }),
});
