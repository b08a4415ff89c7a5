import { decoder } from './decoder.ts';
import { sameBias } from './family.ts';
import { fourNormNames, fourNorms, perHeadNorm } from './norms.ts';
import { bidirectional, every, layerRotation, masksOf } from './positions.ts';
import { scoreScale, softCap } from './scores.ts';

/** `Gemma3TextConfig`: Gemma 2 with norms on queries and keys, and five windowed layers to each full one. */
export const gemma3Text = decoder({
	modelType: 'gemma3_text',
	prefix: 'Gemma3',
	bodyClass: 'Gemma3TextModel',
	classes: ['ForCausalLM', 'Model', 'TextForSequenceClassification'],
	defaults: {
		width: 2304,
		layers: 26,
		heads: 8,
		kvHeads: 4,
		headSize: 256,
		feedForward: 9216,
		positions: 131072,
		vocabulary: 262208,
		tied: true,
		base: 1e6,
		activation: 'gelu_pytorch_tanh',
	},
	norm: (keys) => ({ kind: 'rms', epsilon: keys.number('rms_norm_eps', 1e-6), centred: true }),
	activationKey: 'hidden_activation',
	bias: (keys) => sameBias(keys.flag('attention_bias', false)),
	embedding: (_, { width }) => ({ scale: Math.sqrt(width) }),
	attention: (keys, sizes, norm, mask) => ({
		...perHeadNorm(sizes, norm),
		...scoreScale(keys),
		...(mask.kind === 'causal-window' && { rotation: layerRotation(keys, 'sliding_attention', sizes.headSize, keys.number('rope_local_base_freq', 10000)) }),
	}),
	logits: (keys) => softCap(keys, 'final_logit_softcapping'),
	mask: (keys) => {
		const pattern = keys.size('sliding_window_pattern', 6);
		const mask = masksOf(keys, { window: keys.size('sliding_window', 4096), usual: every(pattern ?? 6, 'full_attention', 'sliding_attention') });
		return keys.flag('use_bidirectional_attention', false) ? (index) => bidirectional(mask(index)) : mask;
	},
	layer: (_, norm) => fourNorms(norm),
	names: fourNormNames,
});
