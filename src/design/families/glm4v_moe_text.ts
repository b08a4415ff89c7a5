import { decoder } from './decoder.ts';
import { afterDense, routed, sharedExperts } from './experts.ts';
import { rotary } from './positions.ts';

/** `Glm4vMoeTextConfig`: GLM-4.5 as the text model of GLM-4.5V. */
export const glm4vMoeText = decoder({
	modelType: 'glm4v_moe_text',
	prefix: 'Glm4vMoe',
	classes: ['ForConditionalGeneration', 'TextModel'],
	bodyClass: 'Glm4vMoeTextModel',
	body: 'model.language_model',
	defaults: { width: 4096, layers: 46, heads: 96, kvHeads: 8, feedForward: 10944, positions: 65536, vocabulary: 151424, epsilon: 1e-5 },
	bias: (keys) => {
		const bias = keys.flag('attention_bias', true);
		return { query: bias, key: bias, value: bias, output: false };
	},
	positions: (keys, { headSize, positions }) => rotary(keys, headSize, { maximum: positions, share: 0.5 }),
	...routed({
		experts: [['num_local_experts', 'n_routed_experts'], 128],
		active: ['num_experts_per_tok', 8],
		size: ['moe_intermediate_size', 1408],
		where: afterDense(1),
		shared: sharedExperts('n_shared_experts', 1),
	}),
});
