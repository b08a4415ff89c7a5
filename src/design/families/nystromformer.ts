import { type EncoderFamily, encoder } from './encoder.ts';
import { robertaHeads } from './encoder-heads.ts';
import { linearParts, onTop } from './parts.ts';

const { ForCausalLM: _, ...heads } = robertaHeads;

/** BERT whose attention is approximated, with two more rows of positions; the heads are RoBERTa's. */
export const approximated = (family: Pick<EncoderFamily, 'modelType' | 'prefix' | 'body' | 'defaults' | 'layer'> & { spans: boolean }) =>
	encoder({
		...family,
		heads: {
			...heads,
			Model: [],
			ForQuestionAnswering: [family.spans ? 'span' : 'answers'],
			ForMultipleChoice: [(_, { width }) => onTop('pre-classifier', linearParts('pre_classifier', width, width)), 'choice'],
		},
		positions: (_, { positions }) => ({ kind: 'learned', count: positions, offset: 2 }),
	});

/** `NystromformerConfig`: attention through landmarks, with a convolution over the values. */
export const nystromformer = approximated({
	modelType: 'nystromformer',
	prefix: 'Nystromformer',
	body: 'nystromformer',
	spans: true,
	defaults: {
		width: 768,
		layers: 12,
		heads: 12,
		feedForward: 3072,
		positions: 510,
		vocabulary: 30000,
		tokenTypes: 2,
		epsilon: 1e-5,
		activation: 'gelu_new',
	},
	layer: (keys, _, { heads: count }) => {
		const kernel = keys.size('conv_kernel_size', 65);
		return kernel === undefined ? {} : { parts: [{ name: '{body}encoder.layer.{layer}.attention.self.conv.weight', shape: [count, 1, kernel, 1] }] };
	},
});
