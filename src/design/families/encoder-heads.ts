import type { Activation, Head, Norm, Part, TensorNames } from '../architecture.ts';
import type { Keys } from '../keys.ts';
import { labelCount } from './family.ts';
import { linearParts, onTop } from './parts.ts';

/** What stands on top of an encoder, in words that most families share; a function where a family has its own. */
export type HeadWord = keyof typeof WORDS | ((keys: Keys, context: HeadContext) => Head);

/** Ends of a family's classes, such as `ForMaskedLM`, with their heads in order. */
export type HeadsByClass = Readonly<Record<string, readonly HeadWord[]>>;

/** How a family scores its vocabulary. */
export interface VocabularyHead {
	/** Where it does not go by `tie_word_embeddings`. */
	tied?: boolean;
	/** Width of the transform's output where it is not the model's. */
	width?: number;
	/** False where the scores come straight from the last layer. */
	transform?: boolean;
	/** Of the transform, where it is not that of the feed-forward blocks. */
	activation?: Activation;
	/** Biases of the transform's matrix, true unless told, and over the vocabulary. */
	transformBias?: boolean;
	bias?: boolean;
	/** False where the projection has no second bias once it is untied. */
	untiedBias?: boolean;
}

export interface HeadContext {
	width: number;
	norm: Norm;
	activation: Activation;
	tied: boolean;
	vocabularyHead: VocabularyHead;
}

interface Named {
	heads: Head[];
	names?: TensorNames;
}

const WORDS = {
	pooler: () => ({ heads: [{ kind: 'pooler' }] }),
	vocabulary: (
		_,
		{
			norm,
			activation: usual,
			tied,
			vocabularyHead: { tied: alwaysTied, width, activation = usual, transform = true, transformBias = true, bias = true, untiedBias = true },
		},
	) => ({
		heads: [
			...(transform
				? [{ kind: 'masked-transform' as const, norm, activation, ...(!transformBias && { bias: false }), ...(width !== undefined && { width }) }]
				: []),
			{ kind: 'language-model', tied: alwaysTied ?? tied, bias, untiedBias, ...(width !== undefined && { width }) },
		],
	}),
	'next-sentence': () => ({ heads: [{ kind: 'next-sentence' }], names: { classifier: 'cls.seq_relationship' } }),
	classifier: (keys) => ({ heads: [{ kind: 'classifier', labels: labelCount(keys), bias: true }], names: { classifier: 'classifier' } }),
	/** Start and end of an answer, as many outputs as there are labels. */
	answers: (keys) => ({ heads: [{ kind: 'classifier', labels: labelCount(keys), bias: true }], names: { classifier: 'qa_outputs' } }),
	/** Start and end of an answer, whatever labels the file has. */
	span: () => ({ heads: [{ kind: 'classifier', labels: 2, bias: true }], names: { classifier: 'qa_outputs' } }),
	/** One score for each of several choices. */
	choice: () => ({ heads: [{ kind: 'classifier', labels: 1, bias: true }], names: { classifier: 'classifier' } }),
	/** RoBERTa's classifier: a dense layer of its own, then the labels. */
	'dense-classifier': (keys, { width }) => ({ heads: [onTop('classifier', denseParts('classifier.dense', 'classifier.out_proj', width, labelCount(keys)))] }),
} as const satisfies Record<string, (keys: Keys, context: HeadContext) => Named>;

/** Two matrices with biases, the second to `labels`. */
export const denseParts = (dense: string, out: string, width: number, labels: number): Part[] => [
	...linearParts(dense, width, width),
	...linearParts(out, width, labels),
];

/** The heads that words name, with the names of their tensors. */
export function headsOf(words: readonly HeadWord[], keys: Keys, context: HeadContext): { heads: Head[]; names: TensorNames } {
	const named = words.map((word): Named => (typeof word === 'function' ? { heads: [word(keys, context)] } : WORDS[word](keys, context)));
	return { heads: named.flatMap(({ heads }) => heads), names: Object.assign({}, ...named.map(({ names }) => names ?? {})) };
}

/** Heads of BERT's classes. */
export const bertHeads = {
	ForMaskedLM: ['vocabulary'],
	Model: ['pooler'],
	ForPreTraining: ['pooler', 'vocabulary', 'next-sentence'],
	LMHeadModel: ['vocabulary'],
	ForNextSentencePrediction: ['pooler', 'next-sentence'],
	ForSequenceClassification: ['pooler', 'classifier'],
	ForTokenClassification: ['classifier'],
	ForQuestionAnswering: ['answers'],
	ForMultipleChoice: ['pooler', 'choice'],
} as const satisfies HeadsByClass;

/** Heads of RoBERTa's classes. */
export const robertaHeads = {
	ForMaskedLM: ['vocabulary'],
	Model: ['pooler'],
	ForCausalLM: ['vocabulary'],
	ForSequenceClassification: ['dense-classifier'],
	ForTokenClassification: ['classifier'],
	ForQuestionAnswering: ['answers'],
	ForMultipleChoice: ['pooler', 'choice'],
} as const satisfies HeadsByClass;
