import type { Part } from '../architecture.ts';
import { encoder } from './encoder.ts';
import { bertHeads } from './encoder-heads.ts';
import { everyToken } from './parts.ts';

const { ForPreTraining: _, LMHeadModel: __, ForNextSentencePrediction: ___, ...heads } = bertHeads;

/** A matrix in `groups` that do not mix, as a convolution over one token. */
const grouped = (name: string, input: number, output: number, groups: number): Part[] =>
	everyToken([
		{ name: `{body}encoder.layers.{layer}.${name}.weight`, shape: [output, Math.ceil(input / groups), 1] },
		{ name: `{body}encoder.layers.{layer}.${name}.bias`, shape: [output] },
	]);

/** `SqueezeBertConfig`: BERT whose matrices are convolutions in groups; every class keeps the pooler. */
export const squeezebert = encoder({
	modelType: 'squeezebert',
	prefix: 'SqueezeBert',
	body: 'transformer',
	heads: { ...heads, ForMaskedLM: ['pooler', 'vocabulary'], ForTokenClassification: ['pooler', 'classifier'], ForQuestionAnswering: ['pooler', 'answers'] },
	defaults: { width: 768, layers: 12, heads: 12, feedForward: 3072, positions: 512, vocabulary: 30522, tokenTypes: 2 },
	embedding: (keys) => ({ width: keys.count('embedding_size', 768) }),
	attention: (keys, { width }) => ({
		parts: [
			...grouped('attention.query', width, width, keys.count('q_groups', 4)),
			...grouped('attention.key', width, width, keys.count('k_groups', 4)),
			...grouped('attention.value', width, width, keys.count('v_groups', 4)),
			...grouped('post_attention.conv1d', width, width, keys.count('post_attention_groups', 1)),
		],
	}),
	feedForward: (keys, usual, { width }) => ({
		...usual,
		parts: [
			...grouped('intermediate.conv1d', width, usual.size, keys.count('intermediate_groups', 4)),
			...grouped('output.conv1d', usual.size, width, keys.count('output_groups', 4)),
		],
	}),
	names: { attention_norm: '{body}encoder.layers.{layer}.post_attention.layernorm', feed_forward_norm: '{body}encoder.layers.{layer}.output.layernorm' },
});
