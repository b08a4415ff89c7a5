import { decoder } from './decoder.ts';
import { routed, sharedExperts, sparseTypes } from './experts.ts';
import { sameBias } from './family.ts';
import { perHeadNorm } from './norms.ts';

/** `HYV3Config`: norms on each head, experts beside a shared one from the second layer on. */
export const hyV3 = decoder({
	modelType: 'hy_v3',
	prefix: 'HYV3',
	classes: ['ForCausalLM', 'Model'],
	defaults: {
		width: 4096,
		layers: 80,
		heads: 64,
		kvHeads: 8,
		headSize: 128,
		feedForward: 13312,
		positions: 131072,
		vocabulary: 120832,
		base: 11158840,
		epsilon: 1e-5,
		initializerRange: 0.006,
	},
	bias: (keys) => sameBias(keys.flag('attention_bias', false)),
	attention: (_, sizes, norm) => perHeadNorm(sizes, norm),
	...routed({
		experts: [['num_local_experts', 'num_experts'], 192],
		active: ['num_experts_per_tok', 8],
		size: ['moe_intermediate_size', 1536],
		where: sparseTypes(() => 1),
		shared: sharedExperts('num_shared_experts', 1),
		dense: (keys, usual) => ({ ...usual, bias: keys.flag('mlp_bias', false) }),
		sharedBias: (keys) => keys.flag('mlp_bias', false),
	}),
});
