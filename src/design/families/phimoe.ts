import { decoder } from './decoder.ts';
import { routed } from './experts.ts';
import { sameBias } from './family.ts';
import { window } from './positions.ts';

/** `PhimoeConfig`: sixteen experts, layer norms, biases by switches. */
export const phimoe = decoder({
	modelType: 'phimoe',
	prefix: 'Phimoe',
	classes: ['ForCausalLM', 'Model', 'ForSequenceClassification'],
	defaults: { width: 4096, layers: 32, heads: 32, kvHeads: 8, feedForward: 6400, positions: 131072, vocabulary: 32064, base: 1e6 },
	norm: (keys) => ({ kind: 'layer', epsilon: keys.number('rms_norm_eps', 1e-5) }),
	bias: (keys) => sameBias(keys.flag('attention_bias', false)),
	headBias: (keys) => keys.flag('lm_head_bias', false),
	mask: (keys) => window(keys, undefined),
	...routed({ experts: ['num_local_experts', 16], active: ['num_experts_per_tok', 2], router: 'router' }),
});
