import type { Head } from '../architecture.ts';
import { encoder } from './encoder.ts';
import { bertHeads, type HeadContext } from './encoder-heads.ts';
import { linearParts, normParts, onEveryToken } from './parts.ts';

/** A feed-forward block of its own before the start and end of an answer. */
const answerHead = ({ width }: HeadContext, size: number): Head =>
	onEveryToken('answers', [
		...linearParts('qa_classifier.intermediate.dense', width, size),
		...linearParts('qa_classifier.output.dense', size, width),
		...normParts('qa_classifier.output.LayerNorm', width),
		...linearParts('qa_classifier.qa_outputs', width, 2),
	]);

/** `BigBirdConfig`: BERT whose sparse blocks reach a context of thousands; every class but one keeps the pooler. */
export const bigBird = encoder({
	modelType: 'big_bird',
	prefix: 'BigBird',
	body: 'bert',
	heads: {
		ForMaskedLM: ['pooler', 'vocabulary'],
		Model: ['pooler'],
		ForPreTraining: bertHeads.ForPreTraining,
		ForCausalLM: ['pooler', 'vocabulary'],
		ForSequenceClassification: ['pooler', 'dense-classifier'],
		ForTokenClassification: ['pooler', 'classifier'],
		ForQuestionAnswering: [(keys, context) => answerHead(context, keys.count('intermediate_size', 3072))],
		ForMultipleChoice: ['pooler', 'choice'],
	},
	defaults: {
		width: 768,
		layers: 12,
		heads: 12,
		feedForward: 3072,
		positions: 4096,
		vocabulary: 50358,
		tokenTypes: 2,
		activation: 'gelu_new',
	},
	decodes: true,
	attention: (keys) => {
		const bias = keys.flag('use_bias', true);
		return { bias: { query: bias, key: bias, value: bias, output: true } };
	},
	names: { pooler: '{body}pooler' },
});
