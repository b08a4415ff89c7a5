import { decoder } from './decoder.ts';
import { routed } from './experts.ts';
import { wholeNorm } from './norms.ts';
import { rotary } from './positions.ts';

/** `MiniMaxM2Config`: full attention throughout, norms over all queries and keys, many small experts; `rotary_dim` entries of each head rotate. */
export const minimaxM2 = decoder({
	modelType: 'minimax_m2',
	prefix: 'MiniMaxM2',
	classes: ['ForCausalLM', 'Model'],
	defaults: { width: 3072, layers: 62, heads: 48, kvHeads: 8, headSize: 128, feedForward: 1536, positions: 196608, vocabulary: 200064, base: 5e6 },
	attention: (_, sizes, norm) => wholeNorm(sizes, norm),
	positions: (keys, { headSize, positions }) => {
		const turned = rotary(keys, headSize, { maximum: positions, base: 5e6 });
		return { ...turned, dimensions: Math.min(headSize, keys.count('rotary_dim', turned.dimensions, { origin: 'derived', minimum: 0 })) };
	},
	...routed({ experts: [['num_experts', 'num_local_experts'], 256], active: ['num_experts_per_tok', 8] }),
});
