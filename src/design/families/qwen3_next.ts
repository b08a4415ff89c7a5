import { decoder } from './decoder.ts';
import { deltaLayers } from './delta.ts';
import { kinds, routed, sharedGate, sparseSteps } from './experts.ts';
import { sameBias } from './family.ts';
import { perHeadNorm } from './norms.ts';
import { rotary } from './positions.ts';

const delta = deltaLayers(({ keys, values, heads }) => [
	['in_proj_qkvz', 2 * keys + 2 * values],
	['in_proj_ba', 2 * heads],
]);
const experts = routed({
	experts: ['num_experts', 512],
	active: ['num_experts_per_tok', 10],
	size: ['moe_intermediate_size', 512],
	where: sparseSteps('num_experts', 512),
	shared: (keys) => keys.count('shared_expert_intermediate_size', 512, { minimum: 0 }),
	sharedName: 'shared_expert',
	also: sharedGate,
});

/** `Qwen3NextConfig`: three delta nets to each layer of gated attention, experts beside a gated shared one. */
export const qwen3Next = decoder({
	modelType: 'qwen3_next',
	prefix: 'Qwen3Next',
	answeringBody: 'transformer',
	defaults: { width: 2048, layers: 48, heads: 16, kvHeads: 2, headSize: 256, feedForward: 5632, positions: 32768, vocabulary: 151936 },
	norm: (keys) => ({ kind: 'rms', epsilon: keys.number('rms_norm_eps', 1e-6), centred: true }),
	bias: (keys) => sameBias(keys.flag('attention_bias', false)),
	attention: (_, sizes, norm) => ({ outputGate: true, ...perHeadNorm(sizes, norm) }),
	positions: (keys, { headSize, positions }) => rotary(keys, headSize, { maximum: positions, share: 0.25 }),
	...experts,
	...delta,
	kind: kinds(experts.kind, delta.kind),
});
