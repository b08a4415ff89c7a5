import { decoder } from './decoder.ts';
import { sameBias } from './family.ts';
import { fourNormNames, fourNorms } from './norms.ts';
import { bidirectional, masksOf } from './positions.ts';
import { scoreScale, softCap } from './scores.ts';

/** `Gemma2Config`: a norm before and after each block, every other layer in a window. */
export const gemma2 = decoder({
	modelType: 'gemma2',
	prefix: 'Gemma2',
	defaults: {
		width: 2304,
		layers: 26,
		heads: 8,
		kvHeads: 4,
		headSize: 256,
		feedForward: 9216,
		positions: 8192,
		vocabulary: 256000,
		tied: true,
		activation: 'gelu_pytorch_tanh',
	},
	norm: (keys) => ({ kind: 'rms', epsilon: keys.number('rms_norm_eps', 1e-6), centred: true }),
	activationKey: 'hidden_activation',
	embedding: (_, { width }) => ({ scale: Math.sqrt(width) }),
	attention: (keys) => ({ ...scoreScale(keys), ...softCap(keys, 'attn_logit_softcapping', 50) }),
	logits: (keys) => softCap(keys, 'final_logit_softcapping', 30),
	bias: (keys) => sameBias(keys.flag('attention_bias', false)),
	mask: (keys) => {
		const window = keys.size('sliding_window', 4096);
		const mask = masksOf(keys, { window, usual: (index) => (index % 2 === 0 ? 'sliding_attention' : 'full_attention') });
		return keys.flag('use_bidirectional_attention', false) ? (index) => bidirectional(mask(index)) : mask;
	},
	layer: (_, norm) => fourNorms(norm),
	names: fourNormNames,
});
