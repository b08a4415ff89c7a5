import { decoder } from './decoder.ts';
import { sameBias } from './family.ts';
import { fourNorms } from './norms.ts';

/** `HyperCLOVAXConfig`: Granite with norms after each block too, unless `use_post_norm` is off. */
export const hyperclovax = decoder({
	modelType: 'hyperclovax',
	prefix: 'HyperCLOVAX',
	classes: ['ForCausalLM', 'Model'],
	defaults: { width: 4096, layers: 32, heads: 32, feedForward: 11008, positions: 2048, vocabulary: 32000 },
	bias: (keys) => sameBias(keys.flag('attention_bias', false)),
	feedForward: (keys, usual) => ({ ...usual, bias: keys.flag('mlp_bias', false) }),
	layer: (keys, norm) =>
		keys.flag('use_post_norm', true) ? fourNorms(norm) : { norms: { attention_norm: norm, feed_forward_norm: norm }, arrangement: 'pre' },
	names: { post_attention_norm: '{body}layers.{layer}.post_norm1', post_feed_forward_norm: '{body}layers.{layer}.post_norm2' },
});
