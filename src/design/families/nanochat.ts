import { decoder } from './decoder.ts';
import { sameBias } from './family.ts';
import { perHeadNorm } from './norms.ts';

/** `NanoChatConfig`: norms without scale everywhere, squared ReLU. */
export const nanochat = decoder({
	modelType: 'nanochat',
	prefix: 'NanoChat',
	classes: ['ForCausalLM', 'Model'],
	defaults: { width: 768, layers: 12, heads: 6, feedForward: 8192, positions: 2048, vocabulary: 50304, activation: 'relu2' },
	norm: (keys) => ({ kind: 'rms', epsilon: keys.number('rms_norm_eps', 1e-6), scale: false }),
	bias: (keys) => sameBias(keys.flag('attention_bias', false)),
	attention: (_, sizes, norm) => perHeadNorm(sizes, norm),
	feedForward: (_, usual) => ({ ...usual, gated: false }),
	names: { up: '{body}layers.{layer}.mlp.fc1', down: '{body}layers.{layer}.mlp.fc2' },
});
