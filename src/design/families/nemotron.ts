import { decoder } from './decoder.ts';
import { sameBias } from './family.ts';
import { rotary } from './positions.ts';

/** `NemotronConfig`: layer norms around 1, squared ReLU, a plain feed-forward block, half of each head rotates. */
export const nemotron = decoder({
	modelType: 'nemotron',
	prefix: 'Nemotron',
	defaults: { width: 6144, layers: 32, heads: 48, feedForward: 24576, positions: 4096, vocabulary: 256000, activation: 'relu2', initializerRange: 0.0134 },
	norm: (keys) => ({ kind: 'layer', epsilon: keys.number('norm_eps', 1e-5), centred: true }),
	bias: (keys) => sameBias(keys.flag('attention_bias', false)),
	positions: (keys, { headSize, positions }) => rotary(keys, headSize, { maximum: positions, share: 0.5 }),
	feedForward: (keys, usual) => ({ ...usual, gated: false, bias: keys.flag('mlp_bias', false) }),
});
