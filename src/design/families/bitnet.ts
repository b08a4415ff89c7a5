import { decoder } from './decoder.ts';
import { sameBias } from './family.ts';

/** `BitNetConfig`: squared ReLU, norms inside each block before its last matrix. */
export const bitnet = decoder({
	modelType: 'bitnet',
	prefix: 'BitNet',
	classes: ['ForCausalLM', 'Model'],
	defaults: {
		width: 2560,
		layers: 30,
		heads: 20,
		kvHeads: 5,
		feedForward: 6912,
		positions: 2048,
		vocabulary: 128256,
		base: 500000,
		epsilon: 1e-5,
		activation: 'relu2',
	},
	bias: (keys) => sameBias(keys.flag('attention_bias', false)),
	layer: (keys, norm, { width }) => ({
		norms: { attention_norm: norm, feed_forward_norm: norm },
		arrangement: 'pre',
		parts: [
			{ name: '{body}layers.{layer}.self_attn.attn_sub_norm.weight', shape: [width] },
			{ name: '{body}layers.{layer}.mlp.ffn_sub_norm.weight', shape: [keys.count('intermediate_size', 6912)] },
		],
	}),
});
