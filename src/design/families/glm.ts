import { decoder } from './decoder.ts';
import { rotary } from './positions.ts';

/** `GlmConfig`: two key/value heads, half of each head rotates, gate and up in one tensor. */
export const glm = decoder({
	modelType: 'glm',
	prefix: 'Glm',
	defaults: { width: 4096, layers: 40, heads: 32, kvHeads: 2, headSize: 128, feedForward: 13696, positions: 131072, vocabulary: 151552, epsilon: 1.5625e-7 },
	bias: (keys) => {
		const bias = keys.flag('attention_bias', true);
		return { query: bias, key: bias, value: bias, output: false };
	},
	positions: (keys, { headSize, positions }) => rotary(keys, headSize, { maximum: positions, share: 0.5 }),
	feedForward: (_, usual) => ({ ...usual, fused: true }),
});
