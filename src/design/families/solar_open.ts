import { decoder } from './decoder.ts';
import { routed, sharedExperts } from './experts.ts';

/** `SolarOpenConfig`: experts beside a shared one in every layer. */
export const solarOpen = decoder({
	modelType: 'solar_open',
	prefix: 'SolarOpen',
	classes: ['ForCausalLM', 'Model'],
	defaults: { width: 4096, layers: 48, heads: 64, kvHeads: 8, headSize: 128, positions: 131072, vocabulary: 196608, base: 1e6, epsilon: 1e-5 },
	bias: (keys) => {
		const bias = keys.flag('attention_bias', false);
		return { query: bias, key: bias, value: bias, output: false };
	},
	...routed({
		experts: [['num_local_experts', 'n_routed_experts'], 128],
		active: ['num_experts_per_tok', 8],
		size: ['moe_intermediate_size', 1280],
		shared: sharedExperts('n_shared_experts', 1),
	}),
});
