import { decoder } from './decoder.ts';
import { routed } from './experts.ts';
import { sameBias } from './family.ts';
import { masksOf } from './positions.ts';

/** `GptOssConfig`: a sink to each head, every other layer in a window, biases in router and experts. */
export const gptOss = decoder({
	modelType: 'gpt_oss',
	prefix: 'GptOss',
	classes: ['ForCausalLM', 'Model', 'ForSequenceClassification', 'ForTokenClassification'],
	defaults: {
		width: 2880,
		layers: 36,
		heads: 64,
		kvHeads: 8,
		headSize: 64,
		feedForward: 2880,
		positions: 131072,
		vocabulary: 201088,
		base: 150000,
		epsilon: 1e-5,
	},
	bias: (keys) => sameBias(keys.flag('attention_bias', true)),
	mask: (keys) => masksOf(keys, { window: keys.size('sliding_window', 128), usual: (index) => (index % 2 === 0 ? 'sliding_attention' : 'full_attention') }),
	attention: () => ({ sinks: true }),
	...routed({
		experts: [['num_experts', 'num_local_experts'], 128],
		active: ['num_experts_per_tok', 4],
		router: 'router',
		parts: (place, experts, width, size) => [
			{ name: `${place}.gate_up_proj`, shape: [experts, width, 2 * size] },
			{ name: `${place}.gate_up_proj_bias`, shape: [experts, 2 * size] },
			{ name: `${place}.down_proj`, shape: [experts, size, width] },
			{ name: `${place}.down_proj_bias`, shape: [experts, width] },
		],
		also: (_, { experts, block }) => [{ name: `${block}.router.bias`, shape: [experts] }],
	}),
	names: { sinks: '{body}layers.{layer}.self_attn.sinks' },
});
