import type { Head } from '../architecture.ts';
import type { Keys } from '../keys.ts';
import { encoder } from './encoder.ts';
import { denseParts, robertaHeads } from './encoder-heads.ts';
import { labelCount } from './family.ts';
import { linearParts, onEveryToken, onTop } from './parts.ts';

/** The library's summary of a sequence: a projection of one vector, where `summary_use_proj`. */
export function sequenceSummary(keys: Keys, width: number, projectsToLabels: boolean): Head {
	const labels = keys.flag('summary_proj_to_labels', projectsToLabels) ? labelCount(keys) : width;
	return onTop('sequence summary', keys.flag('summary_use_proj', true) ? linearParts('sequence_summary.summary', width, labels) : []);
}

/** `ElectraConfig`: embeddings that may be narrower than the model; a generator that fills in and a discriminator that tells. */
export const electra = encoder({
	modelType: 'electra',
	prefix: 'Electra',
	body: 'electra',
	heads: {
		...robertaHeads,
		Model: [],
		ForPreTraining: [
			(_, { width }) => onEveryToken('discriminator', denseParts('discriminator_predictions.dense', 'discriminator_predictions.dense_prediction', width, 1)),
		],
		ForMultipleChoice: [(keys, { width }) => sequenceSummary(keys, width, false), 'choice'],
	},
	defaults: { width: 256, layers: 12, heads: 4, feedForward: 1024, positions: 512, vocabulary: 30522, tokenTypes: 2 },
	decodes: true,
	embedding: (keys, { width }) => {
		const narrow = keys.count('embedding_size', 128);
		return narrow === width ? {} : { width: narrow, projection: { bias: true } };
	},
	vocabularyHead: (keys) => ({ width: keys.count('embedding_size', 128), untiedBias: false }),
	names: {
		projection: '{body}embeddings_project',
		head: 'generator_lm_head',
		headBias: 'generator_lm_head',
		transform: 'generator_predictions.dense',
		transform_norm: 'generator_predictions.LayerNorm',
	},
});
