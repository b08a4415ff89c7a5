import { decoder } from './decoder.ts';
import { routed, sparseTypes } from './experts.ts';
import { sameBias } from './family.ts';
import { perHeadNorm } from './norms.ts';
import { masksOf } from './positions.ts';

/** `MellumConfig`: norms on each head, experts; windows where `layer_types` says. */
export const mellum = decoder({
	modelType: 'mellum',
	prefix: 'Mellum',
	classes: ['ForCausalLM', 'Model'],
	defaults: { width: 2304, layers: 28, heads: 32, kvHeads: 4, headSize: 128, feedForward: 7168, positions: 131072, vocabulary: 98304, base: 500000 },
	bias: (keys) => sameBias(keys.flag('attention_bias', false)),
	attention: (_, sizes, norm) => perHeadNorm(sizes, norm),
	mask: (keys) => masksOf(keys, { window: keys.size('sliding_window', 1024), usual: () => 'full_attention' }),
	...routed({
		experts: [['num_local_experts', 'num_experts'], 64],
		active: ['num_experts_per_tok', 8],
		size: ['moe_intermediate_size', 896],
		where: sparseTypes(() => 0),
	}),
});
