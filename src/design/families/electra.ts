import type { Head } from '../architecture.ts';
import type { Keys } from '../keys.ts';
import { type EncoderFamily, encoder } from './encoder.ts';
import { denseParts } from './encoder-heads.ts';
import { labelCount } from './family.ts';
import { linearParts, onEveryToken, onTop } from './parts.ts';

/** The library's summary of a sequence: a projection of one vector, where `summary_use_proj`. */
export function sequenceSummary(keys: Keys, width: number, { used, toLabels }: { used: boolean; toLabels: boolean }): Head {
	const labels = keys.flag('summary_proj_to_labels', toLabels) ? labelCount(keys) : width;
	return onTop('sequence summary', keys.flag('summary_use_proj', used) ? linearParts('sequence_summary.summary', width, labels) : []);
}

/** What ELECTRA and ConvBERT share: embeddings that may be narrower than the model, a generator that fills in. */
export const electraLike = ({
	embeddingSize,
	heads,
	summarised,
	...family
}: Omit<EncoderFamily, 'heads'> & Partial<Pick<EncoderFamily, 'heads'>> & { embeddingSize: number; summarised: boolean }) =>
	encoder({
		...family,
		heads: {
			ForMaskedLM: ['vocabulary'],
			Model: [],
			...heads,
			ForSequenceClassification: ['dense-classifier'],
			ForTokenClassification: ['classifier'],
			ForQuestionAnswering: ['answers'],
			ForMultipleChoice: [(keys, { width }) => sequenceSummary(keys, width, { used: summarised, toLabels: false }), 'choice'],
		},
		embedding: (keys, { width }) => {
			const narrow = keys.count('embedding_size', embeddingSize);
			return narrow === width ? {} : { width: narrow, projection: { bias: true } };
		},
		vocabularyHead: (keys) => ({ width: keys.count('embedding_size', embeddingSize), untiedBias: false }),
		names: {
			projection: '{body}embeddings_project',
			head: 'generator_lm_head',
			headBias: 'generator_lm_head',
			transform: 'generator_predictions.dense',
			transform_norm: 'generator_predictions.LayerNorm',
		},
	});

/** `ElectraConfig`: a generator that fills in, or a discriminator that tells. */
export const electra = electraLike({
	modelType: 'electra',
	prefix: 'Electra',
	body: 'electra',
	embeddingSize: 128,
	summarised: true,
	heads: {
		ForPreTraining: [
			(_, { width }) => onEveryToken('discriminator', denseParts('discriminator_predictions.dense', 'discriminator_predictions.dense_prediction', width, 1)),
		],
		ForCausalLM: ['vocabulary'],
	},
	defaults: { width: 256, layers: 12, heads: 4, feedForward: 1024, positions: 512, vocabulary: 30522, tokenTypes: 2 },
	decodes: true,
});
