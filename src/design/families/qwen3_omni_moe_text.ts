import { decoder } from './decoder.ts';
import { routed, sparseSteps } from './experts.ts';
import { sameBias } from './family.ts';
import { perHeadNorm } from './norms.ts';

const experts = ['num_local_experts', 'num_experts'] as const;

/** `Qwen3OmniMoeTextConfig`: Qwen3 with experts as the thinker of Qwen3-Omni. */
export const qwen3OmniMoeText = decoder({
	modelType: 'qwen3_omni_moe_text',
	prefix: 'Qwen3OmniMoeThinker',
	classes: ['ForConditionalGeneration', 'TextModel'],
	bodyClass: 'Qwen3OmniMoeThinkerTextModel',
	body: 'model',
	defaults: { width: 2048, layers: 28, heads: 28, kvHeads: 4, feedForward: 18944, positions: 32768, vocabulary: 3584 },
	bias: (keys) => sameBias(keys.flag('attention_bias', false)),
	attention: (_, sizes, norm) => perHeadNorm(sizes, norm),
	...routed({ experts: [experts, 128], active: ['num_experts_per_tok', 8], size: ['moe_intermediate_size', 768], where: sparseSteps(experts, 128) }),
});
