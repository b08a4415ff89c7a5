import { decoder } from './decoder.ts';
import { sameBias } from './family.ts';

/** `GemmaConfig`: large heads, scales around 1, tied. */
export const gemma = decoder({
	modelType: 'gemma',
	prefix: 'Gemma',
	defaults: {
		width: 3072,
		layers: 28,
		heads: 16,
		kvHeads: 16,
		headSize: 256,
		feedForward: 24576,
		positions: 8192,
		vocabulary: 256000,
		tied: true,
		activation: 'gelu_pytorch_tanh',
	},
	norm: (keys) => ({ kind: 'rms', epsilon: keys.number('rms_norm_eps', 1e-6), centred: true }),
	activationKey: ['hidden_activation', 'hidden_act'],
	embedding: (_, { width }) => ({ scale: Math.sqrt(width) }),
	bias: (keys) => sameBias(keys.flag('attention_bias', false)),
});
