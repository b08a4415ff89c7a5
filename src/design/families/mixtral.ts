import { decoder } from './decoder.ts';
import { routed, softmaxRouting } from './experts.ts';
import { window } from './positions.ts';

/** `MixtralConfig`: Mistral with eight experts in place of each feed-forward block. */
export const mixtral = decoder({
	modelType: 'mixtral',
	prefix: 'Mixtral',
	defaults: { width: 4096, layers: 32, heads: 32, kvHeads: 8, feedForward: 14336, positions: 131072, vocabulary: 32000, base: 1e6, epsilon: 1e-5 },
	mask: (keys) => window(keys, undefined),
	...routed({
		experts: [['num_experts', 'num_local_experts'], 8],
		active: ['num_experts_per_tok', 2],
		routing: softmaxRouting({ normalised: () => true, balance: 0.001 }),
	}),
});
