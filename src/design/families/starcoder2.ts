import { decoder } from './decoder.ts';
import { sameBias } from './family.ts';
import { window } from './positions.ts';

/** `Starcoder2Config`: layer norms, a plain feed-forward block, biases, two key/value heads. */
export const starcoder2 = decoder({
	modelType: 'starcoder2',
	prefix: 'Starcoder2',
	defaults: {
		width: 3072,
		layers: 30,
		heads: 24,
		kvHeads: 2,
		feedForward: 12288,
		positions: 4096,
		vocabulary: 49152,
		tied: true,
		activation: 'gelu_pytorch_tanh',
		initializerRange: 0.018042,
	},
	dropout: { embedding: 'embedding_dropout', probabilities: 'attention_dropout', attention: 'residual_dropout', feedForward: 'residual_dropout' },
	norm: (keys) => ({ kind: 'layer', epsilon: keys.number('norm_epsilon', 1e-5) }),
	bias: (keys) => sameBias(keys.flag('use_bias', true)),
	mask: (keys) => window(keys, undefined),
	feedForward: (keys, usual) => ({ ...usual, gated: false, bias: keys.flag('use_bias', true) }),
	names: { up: '{body}layers.{layer}.mlp.c_fc', down: '{body}layers.{layer}.mlp.c_proj' },
});
