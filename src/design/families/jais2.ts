import { decoder } from './decoder.ts';
import { sameBias } from './family.ts';

/** `Jais2Config`: layer norms, squared ReLU, biases unless switched off. */
export const jais2 = decoder({
	modelType: 'jais2',
	prefix: 'Jais2',
	classes: ['ForCausalLM', 'Model'],
	defaults: { width: 3328, layers: 32, heads: 26, feedForward: 26624, positions: 8192, vocabulary: 150272, activation: 'relu2' },
	norm: (keys) => ({ kind: 'layer', epsilon: keys.number('layer_norm_eps', 1e-5) }),
	bias: (keys) => sameBias(keys.flag('attention_bias', true)),
	feedForward: (keys, usual) => ({ ...usual, gated: false, bias: keys.flag('mlp_bias', true) }),
});
