import { decoder } from './decoder.ts';
import { gptDropout } from './dropout.ts';
import { gptKeyNames, gptNames } from './gpt.ts';
import { sharedNorm } from './norms.ts';

/** `GPTJConfig`: one norm, attention and feed-forward side by side, `rotary_dim` entries of each head rotate. */
export const gptj = decoder({
	modelType: 'gptj',
	prefix: 'GPTJ',
	classes: ['ForCausalLM', 'Model', 'ForSequenceClassification', 'ForQuestionAnswering'],
	defaults: { width: 4096, layers: 28, heads: 16, positions: 2048, vocabulary: 50400, activation: 'gelu_new' },
	keyNames: gptKeyNames,
	ungrouped: true,
	readsHeadDim: false,
	activationKey: 'activation_function',
	dropout: gptDropout,
	norm: (keys) => ({ kind: 'layer', epsilon: keys.number('layer_norm_epsilon', 1e-5) }),
	positions: (keys, { headSize, positions }) => ({
		kind: 'rotary',
		base: 10000,
		interleaved: true,
		maximum: positions,
		dimensions: keys.size('rotary_dim', 64) ?? headSize,
	}),
	feedForward: (_, usual) => ({ ...usual, gated: false, bias: true }),
	layer: (_, norm) => sharedNorm(norm),
	headBias: () => true,
	body: 'transformer',
	labelledAnswers: true,
	names: {
		...gptNames,
		query: '{body}h.{layer}.attn.q_proj',
		key: '{body}h.{layer}.attn.k_proj',
		value: '{body}h.{layer}.attn.v_proj',
		output: '{body}h.{layer}.attn.out_proj',
		up: '{body}h.{layer}.mlp.fc_in',
		down: '{body}h.{layer}.mlp.fc_out',
	},
});
