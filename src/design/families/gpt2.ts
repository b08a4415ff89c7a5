import type { Attention } from '../architecture.ts';
import type { Keys } from '../keys.ts';
import { crossedLayer } from './cross.ts';
import { decoder } from './decoder.ts';
import { gptDropout } from './dropout.ts';
import { biasEverywhere } from './family.ts';
import { choiceHead, gptKeyNames, gptNames } from './gpt.ts';

/** `GPT2Config` of transformers. */
export const gpt2 = decoder({
	modelType: 'gpt2',
	prefix: 'GPT2',
	classes: ['LMHeadModel', 'Model', 'ForSequenceClassification', 'ForTokenClassification', 'ForQuestionAnswering', 'DoubleHeadsModel'],
	ownHeads: { DoubleHeadsModel: (keys, { width }, languageModel) => [languageModel, choiceHead(keys, width)] },
	defaults: { width: 768, layers: 12, heads: 12, positions: 1024, vocabulary: 50257, tied: true, activation: 'gelu_new' },
	keyNames: gptKeyNames,
	ungrouped: true,
	readsHeadDim: false,
	activationKey: 'activation_function',
	dropout: gptDropout,
	norm: (keys) => ({ kind: 'layer', epsilon: keys.number('layer_norm_epsilon', 1e-5) }),
	bias: () => biasEverywhere,
	kind: (keys) => (index) => (keys.flag('scale_attn_by_inverse_layer_idx', false) ? `${index}` : ''),
	attention: (keys, { headSize }, _norm, _mask, _kind, index) => ({ fused: 'blocks', ...scoreScale(keys, headSize, index) }),
	positions: (_, { positions }) => ({ kind: 'learned', count: positions }),
	feedForward: (_, usual) => ({ ...usual, gated: false, bias: true }),
	layer: (keys, norm, sizes) => crossedLayer(keys, norm, sizes, 'blocks'),
	body: 'transformer',
	tokenClassifier: 'classifier',
	names: { ...gptNames, inputFirst: true },
});

/** GPT-2's switches of the scores' scale: none at all, or also divided by the layer's number. */
function scoreScale(keys: Keys, headSize: number, index: number): Pick<Attention, 'scoreScale'> {
	const usual = keys.flag('scale_attn_weights', true);
	const byLayer = keys.flag('scale_attn_by_inverse_layer_idx', false);
	return usual && !byLayer ? {} : { scoreScale: (usual ? 1 / Math.sqrt(headSize) : 1) / (byLayer ? index + 1 : 1) };
}
