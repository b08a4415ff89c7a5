import { encoder } from './encoder.ts';
import { robertaHeads } from './encoder-heads.ts';
import { linearParts, onTop } from './parts.ts';

const { ForCausalLM: _, ...heads } = robertaHeads;

/** `NystromformerConfig`: BERT whose attention goes through landmarks, with a convolution over the values and two more rows of positions. */
export const nystromformer = encoder({
	modelType: 'nystromformer',
	prefix: 'Nystromformer',
	body: 'nystromformer',
	heads: {
		...heads,
		Model: [],
		ForQuestionAnswering: ['span'],
		ForMultipleChoice: [(_, { width }) => onTop('pre-classifier', linearParts('pre_classifier', width, width)), 'choice'],
	},
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
	positions: (_, { positions }) => ({ kind: 'learned', count: positions, offset: 2 }),
	layer: (keys, _, { heads: count }) => {
		const kernel = keys.size('conv_kernel_size', 65);
		return kernel === undefined ? {} : { parts: [{ name: '{body}encoder.layer.{layer}.attention.self.conv.weight', shape: [count, 1, kernel, 1] }] };
	},
});
