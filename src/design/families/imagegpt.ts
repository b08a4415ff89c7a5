import { crossedLayer } from './cross.ts';
import { decoder } from './decoder.ts';
import { biasEverywhere, labelCount } from './family.ts';
import { gptKeyNames, gptNames } from './gpt.ts';
import { linearParts, onEveryToken, onTop } from './parts.ts';

/** `ImageGPTConfig`: GPT-2 over colours; the one that starts an image is never its output. */
export const imagegpt = decoder({
	modelType: 'imagegpt',
	prefix: 'ImageGPT',
	classes: ['ForCausalImageModeling', 'Model', 'ForImageClassification'],
	defaults: { width: 512, layers: 24, heads: 8, positions: 1024, vocabulary: 513, activation: 'quick_gelu' },
	keyNames: gptKeyNames,
	ungrouped: true,
	readsHeadDim: false,
	objective: 'other',
	activationKey: 'activation_function',
	norm: (keys) => ({ kind: 'layer', epsilon: keys.number('layer_norm_epsilon', 1e-5), bias: false }),
	bias: () => biasEverywhere,
	attention: () => ({ fused: 'blocks' }),
	positions: (_, { positions }) => ({ kind: 'learned', count: positions }),
	feedForward: (_, usual) => ({ ...usual, gated: false, bias: true }),
	layer: (keys, norm, sizes) => crossedLayer(keys, norm, sizes, 'blocks'),
	ownHeads: {
		ForCausalImageModeling: (keys, { width }) => [
			onEveryToken('colours', keys.flag('tie_word_embeddings', false) ? [] : linearParts('lm_head', width, keys.count('vocab_size', 513) - 1, false)),
		],
		ForImageClassification: (keys, { width }) => [onTop('classifier', linearParts('score', width, labelCount(keys), false))],
	},
	body: 'transformer',
	names: { ...gptNames, inputFirst: true },
});
