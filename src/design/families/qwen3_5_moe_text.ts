import { decoder } from './decoder.ts';
import { deltaLayers } from './delta.ts';
import { kinds, routed, sharedGate } from './experts.ts';
import { sameBias } from './family.ts';
import { perHeadNorm } from './norms.ts';
import { rotary } from './positions.ts';
import { apart } from './qwen3_5_text.ts';

const delta = deltaLayers(apart);
const experts = routed({
	experts: ['num_experts', 256],
	active: ['num_experts_per_tok', 8],
	size: ['moe_intermediate_size', 512],
	shared: (keys) => keys.count('shared_expert_intermediate_size', 512, { minimum: 0 }),
	sharedName: 'shared_expert',
	also: sharedGate,
});

/** `Qwen3_5MoeTextConfig`: Qwen 3.5 with experts in every layer. */
export const qwen35MoeText = decoder({
	modelType: 'qwen3_5_moe_text',
	prefix: 'Qwen3_5Moe',
	classes: ['ForCausalLM', 'Model'],
	bodyClass: 'Qwen3_5MoeTextModel',
	defaults: { width: 2048, layers: 40, heads: 16, kvHeads: 2, headSize: 256, positions: 32768, vocabulary: 248320 },
	norm: (keys) => ({ kind: 'rms', epsilon: keys.number('rms_norm_eps', 1e-6), centred: true }),
	bias: (keys) => sameBias(keys.flag('attention_bias', false)),
	attention: (_, sizes, norm) => ({ outputGate: true, ...perHeadNorm(sizes, norm) }),
	positions: (keys, { headSize, positions }) => rotary(keys, headSize, { maximum: positions, share: 0.25 }),
	...experts,
	...delta,
	kind: kinds(experts.kind, delta.kind),
});
