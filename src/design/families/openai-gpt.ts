import { decoder } from './decoder.ts';
import { biasEverywhere } from './family.ts';
import { choiceHead, gptKeyNames, gptNames } from './gpt.ts';

/** `OpenAIGPTConfig`: the first GPT, with norms after the blocks. */
export const openaiGpt = decoder({
	modelType: 'openai-gpt',
	prefix: 'OpenAIGPT',
	classes: ['LMHeadModel', 'Model', 'ForSequenceClassification', 'DoubleHeadsModel'],
	ownHeads: { DoubleHeadsModel: (keys, { width }, languageModel) => [languageModel, choiceHead(keys, width)] },
	defaults: { width: 768, layers: 12, heads: 12, positions: 512, vocabulary: 40478, tied: true, activation: 'gelu' },
	keyNames: gptKeyNames,
	ungrouped: true,
	readsHeadDim: false,
	norm: (keys) => ({ kind: 'layer', epsilon: keys.number('layer_norm_epsilon', 1e-5) }),
	bias: () => biasEverywhere,
	attention: () => ({ fused: 'blocks' }),
	positions: (_, { positions }) => ({ kind: 'learned', count: positions }),
	fourfold: true,
	activationKey: 'afn',
	// The class's "gelu" is the tanh form.
	feedForward: (_, usual) => ({ ...usual, gated: false, activation: usual.activation === 'gelu' ? 'gelu_tanh' : usual.activation, bias: true }),
	layer: (_, norm) => ({ norms: { attention_norm: norm, feed_forward_norm: norm }, arrangement: 'post' }),
	finalNorm: false,
	body: 'transformer',
	names: { ...gptNames, token: '{body}tokens_embed', position: '{body}positions_embed', inputFirst: true },
});
