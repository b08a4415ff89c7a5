import type { Head } from '../architecture.ts';
import { encoder } from './encoder.ts';
import { bertHeads, type HeadContext } from './encoder-heads.ts';

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

/** A feed-forward block of its own before the start and end of an answer. */
function answerHead({ width }: HeadContext, size: number): Head {
	const parts = [
		{ name: 'qa_classifier.intermediate.dense.weight', shape: [size, width], multiplies: true },
		{ name: 'qa_classifier.intermediate.dense.bias', shape: [size] },
		{ name: 'qa_classifier.output.dense.weight', shape: [width, size], multiplies: true },
		{ name: 'qa_classifier.output.dense.bias', shape: [width] },
		{ name: 'qa_classifier.output.LayerNorm.weight', shape: [width] },
		{ name: 'qa_classifier.output.LayerNorm.bias', shape: [width] },
		{ name: 'qa_classifier.qa_outputs.weight', shape: [2, width], multiplies: true },
		{ name: 'qa_classifier.qa_outputs.bias', shape: [2] },
	];
	return { kind: 'other', what: 'answers', parts, everyToken: true };
}
