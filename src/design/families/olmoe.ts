import { decoder } from './decoder.ts';
import { routed } from './experts.ts';
import { sameBias } from './family.ts';

/** `OlmoeConfig`: 64 small experts; norms over all queries and keys, sized by the width whatever the head size. */
export const olmoe = decoder({
	modelType: 'olmoe',
	prefix: 'Olmoe',
	classes: ['ForCausalLM', 'Model'],
	defaults: { width: 2048, layers: 16, heads: 16, feedForward: 2048, positions: 4096, vocabulary: 50304, epsilon: 1e-5 },
	bias: (keys) => sameBias(keys.flag('attention_bias', false)),
	attention: (_, { width, heads, kvHeads }, norm) => ({ queryKeyNorm: { norm, query: [width], key: [Math.floor(width / heads) * kvHeads] } }),
	...routed({ experts: [['num_local_experts', 'num_experts'], 64], active: ['num_experts_per_tok', 8] }),
});
