import { decoder } from './decoder.ts';
import { sameBias } from './family.ts';
import { perHeadNorm } from './norms.ts';

/** `ApertusConfig`: norms on each head, and xIELU, whose two slopes are learned. */
export const apertus = decoder({
	modelType: 'apertus',
	prefix: 'Apertus',
	defaults: {
		width: 4096,
		layers: 32,
		heads: 32,
		feedForward: 14336,
		positions: 65536,
		vocabulary: 131072,
		base: 12000000,
		epsilon: 1e-5,
		activation: 'xielu',
	},
	bias: (keys) => sameBias(keys.flag('attention_bias', false)),
	attention: (_, sizes, norm) => perHeadNorm(sizes, norm),
	feedForward: (_, usual) => ({ ...usual, gated: false }),
	layer: (keys, norm) => ({
		norms: { attention_norm: norm, feed_forward_norm: norm },
		arrangement: 'pre',
		parts:
			keys.get('hidden_act') === undefined || keys.get('hidden_act') === 'xielu'
				? ['alpha_p', 'alpha_n'].map((name) => ({ name: `{body}layers.{layer}.mlp.act_fn.${name}`, shape: [1] }))
				: [],
	}),
	names: { attention_norm: '{body}layers.{layer}.attention_layernorm', feed_forward_norm: '{body}layers.{layer}.feedforward_layernorm' },
});
