import { decoder } from './decoder.ts';
import { routed, sparseSteps } from './experts.ts';
import { sameBias } from './family.ts';
import { perHeadNorm } from './norms.ts';

const experts = ['num_local_experts', 'num_experts'] as const;

/** `Qwen3VLMoeTextConfig`: Qwen3 with experts as the text model of Qwen3-VL. */
export const qwen3VlMoeText = decoder({
	modelType: 'qwen3_vl_moe_text',
	prefix: 'Qwen3VLMoe',
	classes: ['ForConditionalGeneration', 'TextModel'],
	bodyClass: 'Qwen3VLMoeTextModel',
	body: 'model.language_model',
	defaults: { width: 2048, layers: 24, heads: 16, kvHeads: 16, feedForward: 5632, positions: 128000, vocabulary: 151936, tied: true },
	bias: (keys) => sameBias(keys.flag('attention_bias', false)),
	attention: (_, sizes, norm) => perHeadNorm(sizes, norm),
	...routed({ experts: [experts, 60], active: ['num_experts_per_tok', 4], size: ['moe_intermediate_size', 1408], where: sparseSteps(experts, 60) }),
});
