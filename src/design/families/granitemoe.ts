import { decoder } from './decoder.ts';
import { routed } from './experts.ts';
import { sameBias } from './family.ts';

/** `GraniteMoeConfig`: Granite with experts. */
export const granitemoe = decoder({
	modelType: 'granitemoe',
	prefix: 'GraniteMoe',
	classes: ['ForCausalLM', 'Model'],
	defaults: { width: 4096, layers: 32, heads: 32, feedForward: 11008, positions: 2048, vocabulary: 32000 },
	bias: (keys) => sameBias(keys.flag('attention_bias', false)),
	...routed({
		experts: ['num_local_experts', 8],
		active: ['num_experts_per_tok', 2],
		block: '{body}layers.{layer}.block_sparse_moe',
		router: 'router',
	}),
});
