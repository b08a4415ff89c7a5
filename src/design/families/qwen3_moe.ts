import { decoder } from './decoder.ts';
import { routed, softmaxRouting, sparseSteps } from './experts.ts';
import { sameBias } from './family.ts';
import { perHeadNorm } from './norms.ts';
import { window } from './positions.ts';

const experts = ['num_local_experts', 'num_experts'] as const;

/** `Qwen3MoeConfig`: Qwen3 with experts, none of them shared. */
export const qwen3Moe = decoder({
	modelType: 'qwen3_moe',
	prefix: 'Qwen3Moe',
	answeringBody: 'transformer',
	defaults: { width: 2048, layers: 24, heads: 32, kvHeads: 4, feedForward: 6144, positions: 32768, vocabulary: 151936 },
	bias: (keys) => sameBias(keys.flag('attention_bias', false)),
	attention: (_, sizes, norm) => perHeadNorm(sizes, norm),
	mask: (keys) => (keys.flag('use_sliding_window', false) ? window(keys, 4096) : () => ({ kind: 'causal' })),
	...routed({
		experts: [experts, 128],
		active: ['num_experts_per_tok', 8],
		size: ['moe_intermediate_size', 768],
		where: sparseSteps(experts, 128),
		routing: softmaxRouting({ normalised: (keys) => keys.flag('norm_topk_prob', false), balance: 0.001 }),
	}),
});
