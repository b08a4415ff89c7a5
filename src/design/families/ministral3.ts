import { decoder } from './decoder.ts';
import { window } from './positions.ts';

/** `Ministral3Config`: Mistral with a head size of its own and rotary positions stretched by YaRN. */
export const ministral3 = decoder({
	modelType: 'ministral3',
	prefix: 'Ministral3',
	defaults: {
		width: 4096,
		layers: 34,
		heads: 32,
		kvHeads: 8,
		headSize: 128,
		feedForward: 14336,
		positions: 262144,
		vocabulary: 131072,
		base: 1e6,
		epsilon: 1e-5,
	},
	mask: (keys) => window(keys, undefined),
});
