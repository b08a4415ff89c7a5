import { decoder } from './decoder.ts';
import { routed, sharedExperts, sparseTypes } from './experts.ts';
import { perHeadNorm } from './norms.ts';
import { every, masksOf, patternOf } from './positions.ts';

/** `ExaoneMoeConfig`: norms on each head, three windowed layers to each full one, experts beside shared ones after dense layers. */
export const exaoneMoe = decoder({
	modelType: 'exaone_moe',
	prefix: 'ExaoneMoe',
	classes: ['ForCausalLM', 'Model'],
	defaults: { width: 4096, layers: 32, heads: 32, kvHeads: 32, feedForward: 16384, positions: 2048, vocabulary: 102400, epsilon: 1e-5 },
	attention: (keys, sizes, norm, mask) => ({
		...perHeadNorm(sizes, norm),
		...(mask.kind === 'causal' && keys.size('sliding_window', 4096) !== undefined && { withoutPositions: true }),
	}),
	mask: (keys) => masksOf(keys, { window: keys.size('sliding_window', 4096), usual: every(patternOf(keys, 4), 'full_attention', 'sliding_attention') }),
	...routed({
		experts: ['num_experts', 64],
		active: ['num_experts_per_tok', 8],
		size: ['moe_intermediate_size', 1024],
		where: sparseTypes((keys) => keys.count('first_k_dense_replace', 1, { minimum: 0 })),
		shared: sharedExperts('num_shared_experts', 1),
	}),
});
