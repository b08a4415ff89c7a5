import type { Part } from '../architecture.ts';
import { activation } from './family.ts';
import { linearParts } from './parts.ts';
import { textToText } from './text-to-text.ts';

/** Each expert's tensors are named one by one; more than this is no model. */
const MOST_EXPERTS = 65_536;

/** `SwitchTransformersConfig`: T5 in which some layers send each token to one of many experts (Fedus et al. 2022). */
export const switchTransformers = textToText({
	modelType: 'switch_transformers',
	prefix: 'SwitchTransformers',
	classes: ['ForConditionalGeneration', 'Model'],
	defaults: { width: 768, layers: 12, heads: 12, feedForward: 2048, vocabulary: 32128, projection: 'relu' },
	untiable: true,
	decoderLayers: 12,
	block: 'mlp',
	feedForward: (keys) => ({ gated: false, activation: activation(keys, 'dense_act_fn', 'relu') }),
	mixture: (keys, { which, layers, width, size, place }) => {
		const sparse = keys.count(`num_sparse_${which}_layers`, 3, { minimum: 0 });
		// The library's step for no sparse layers still hits the second one.
		const step = keys.count(`${which}_sparse_step`, sparse > 0 ? Math.floor(layers / sparse) : layers, { minimum: 0, origin: 'derived' });
		const experts = keys.count('num_experts', 8, { maximum: MOST_EXPERTS });
		const expert = (index: number): Part[] => [
			...linearParts(`${place}.experts.expert_${index}.wi`, width, size, false),
			...linearParts(`${place}.experts.expert_${index}.wo`, size, width, false),
		];
		const mixture = {
			experts,
			active: 1,
			size,
			gated: false,
			activation: activation(keys, 'dense_act_fn', 'relu'),
			parts: Array.from({ length: experts }, (_, index) => expert(index)).flat(),
			always: linearParts(`${place}.router.classifier`, width, experts, keys.flag('router_bias', false)),
		};
		return (index) => (step > 0 && (step === 1 || index % step === 1) ? mixture : undefined);
	},
});
