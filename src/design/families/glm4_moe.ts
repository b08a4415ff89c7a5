import { decoder } from './decoder.ts';
import { afterDense, routed, sharedExperts } from './experts.ts';
import { perHeadNorm } from './norms.ts';
import { rotary } from './positions.ts';

/** `Glm4MoeConfig`: experts beside a shared one after dense layers, norms on each head by a switch; half of each head rotates. */
export const glm4Moe = decoder({
	modelType: 'glm4_moe',
	prefix: 'Glm4Moe',
	classes: ['ForCausalLM', 'Model'],
	defaults: { width: 4096, layers: 46, heads: 96, kvHeads: 8, feedForward: 10944, positions: 131072, vocabulary: 151552, epsilon: 1e-5 },
	bias: (keys) => {
		const bias = keys.flag('attention_bias', false);
		return { query: bias, key: bias, value: bias, output: false };
	},
	attention: (keys, sizes, norm) => (keys.flag('use_qk_norm', false) ? perHeadNorm(sizes, norm) : {}),
	positions: (keys, { headSize, positions }) => rotary(keys, headSize, { maximum: positions, share: 0.5 }),
	...routed({
		experts: [['num_local_experts', 'n_routed_experts'], 128],
		active: ['num_experts_per_tok', 8],
		size: ['moe_intermediate_size', 1408],
		where: afterDense(1),
		shared: sharedExperts('n_shared_experts', 1),
	}),
});
