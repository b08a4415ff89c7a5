import { decoder } from './decoder.ts';
import { routed, sharedGate, sparseSteps } from './experts.ts';
import { masksOf } from './positions.ts';

/** `Qwen2MoeConfig`: Qwen2 with experts beside a gated shared one; windows in every other lower layer where `use_sliding_window`. */
export const qwen2Moe = decoder({
	modelType: 'qwen2_moe',
	prefix: 'Qwen2Moe',
	defaults: { width: 2048, layers: 24, heads: 16, kvHeads: 16, feedForward: 5632, positions: 32768, vocabulary: 151936 },
	bias: (keys) => {
		const bias = keys.flag('qkv_bias', true);
		return { query: bias, key: bias, value: bias, output: false };
	},
	mask: (keys) => {
		// Files that the library saves say 0 where windows are off.
		const size = keys.flag('use_sliding_window', false) ? keys.size('sliding_window', 4096) : undefined;
		const last = keys.count('max_window_layers', 28, { minimum: 0 });
		return masksOf(keys, { window: size, usual: (index) => (index % 2 === 0 && index < last ? 'sliding_attention' : 'full_attention') });
	},
	...routed({
		experts: ['num_experts', 60],
		active: ['num_experts_per_tok', 4],
		size: ['moe_intermediate_size', 1408],
		where: sparseSteps('num_experts', 60),
		shared: (keys) => keys.count('shared_expert_intermediate_size', 5632, { minimum: 0 }),
		sharedName: 'shared_expert',
		also: sharedGate,
	}),
});
