import { decoder } from './decoder.ts';
import { sameBias } from './family.ts';
import { masksOf } from './positions.ts';

/** `VaultGemmaConfig`: Gemma 2 without the norms after its blocks. */
export const vaultgemma = decoder({
	modelType: 'vaultgemma',
	prefix: 'VaultGemma',
	classes: ['ForCausalLM', 'Model'],
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
	bias: (keys) => sameBias(keys.flag('attention_bias', false)),
	mask: (keys) => masksOf(keys, { window: keys.size('sliding_window', 4096), usual: (index) => (index % 2 === 0 ? 'sliding_attention' : 'full_attention') }),
	names: { feed_forward_norm: '{body}layers.{layer}.pre_feedforward_layernorm' },
});
