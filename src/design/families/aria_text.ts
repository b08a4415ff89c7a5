import { decoder } from './decoder.ts';
import { routed, sharedExperts } from './experts.ts';
import { sameBias } from './family.ts';

/** `AriaTextConfig`: Llama with experts beside shared ones in every layer. */
export const ariaText = decoder({
	modelType: 'aria_text',
	prefix: 'AriaText',
	classes: ['ForCausalLM', 'Model'],
	defaults: { width: 4096, layers: 32, heads: 32, feedForward: 4096, positions: 2048, vocabulary: 32000 },
	bias: (keys) => sameBias(keys.flag('attention_bias', false)),
	...routed({
		experts: ['moe_num_experts', 8],
		active: ['moe_topk', 2],
		shared: sharedExperts('moe_num_shared_experts', 2),
		router: 'router',
		sharedBias: (keys) => keys.flag('mlp_bias', false),
		parts: (place, experts, width, size) => [
			{ name: `${place}.gate_up_proj`, shape: [experts, width, 2 * size] },
			{ name: `${place}.down_proj`, shape: [experts, size, width] },
		],
	}),
});
