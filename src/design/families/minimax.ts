import { decoder } from './decoder.ts';
import { kinds, routed } from './experts.ts';
import { byType, window } from './positions.ts';

const experts = routed({ experts: [['num_experts', 'num_local_experts'], 8], active: ['num_experts_per_tok', 2] });

/** `MiniMaxConfig`: lightning attention in every other layer, experts in all. */
export const minimax = decoder({
	modelType: 'minimax',
	prefix: 'MiniMax',
	defaults: { width: 4096, layers: 32, heads: 32, kvHeads: 8, feedForward: 14336, positions: 131072, vocabulary: 32000, base: 1e6, epsilon: 1e-5 },
	mask: (keys) => window(keys, undefined),
	...experts,
	kind: kinds(experts.kind, (keys) => byType(keys, (index) => (index % 2 === 0 ? 'full_attention' : 'linear_attention'))),
	mixer: (_keys, { width, heads, headSize }, _index, kind) => {
		if (!kind.endsWith('linear_attention')) return undefined;
		const name = '{body}layers.{layer}.self_attn';
		const inner = heads * headSize;
		return {
			kind: 'linear-attention',
			stateValues: inner * headSize,
			// Decay and update of the state, then its product with the query.
			scanFlops: 5 * inner * headSize,
			parts: [
				{ name: `${name}.norm.weight`, shape: [inner] },
				{ name: `${name}.qkv_proj.weight`, shape: [3 * inner, width] },
				{ name: `${name}.out_proj.weight`, shape: [width, inner] },
				{ name: `${name}.output_gate.weight`, shape: [inner, width] },
			],
		};
	},
});
