import type { Keys } from '../keys.ts';
import { decoder } from './decoder.ts';
import { routed, sharedExperts, sparseTypes } from './experts.ts';
import { sameBias } from './family.ts';
import { sharedNorm } from './norms.ts';
import { masksOf } from './positions.ts';

const denseLayers = (keys: Keys): number => keys.count('first_k_dense_replace', 0, { minimum: 0 });
const prefixPattern = (keys: Keys): number => keys.count('prefix_dense_sliding_window_pattern', 1);

const experts = routed({
	experts: ['num_experts', 8],
	active: ['num_experts_per_tok', 2],
	where: sparseTypes(denseLayers),
	shared: sharedExperts('num_shared_experts', 0),
	dense: (keys, usual) => ({ ...usual, size: keys.count('prefix_dense_intermediate_size', usual.size, { origin: 'derived' }) }),
});

/** `Cohere2MoeConfig`: Cohere 2 with experts; layers before them may be dense, and then have a pattern of windows of their own. */
export const cohere2Moe = decoder({
	modelType: 'cohere2_moe',
	prefix: 'Cohere2Moe',
	classes: ['ForCausalLM', 'Model'],
	defaults: { width: 8192, layers: 40, heads: 64, headSize: 128, feedForward: 22528, positions: 8192, vocabulary: 256000, tied: true },
	norm: (keys) =>
		keys.has('rms_norm_eps')
			? { kind: 'rms', epsilon: keys.number('rms_norm_eps', 1e-5) }
			: { kind: 'layer', epsilon: keys.number('layer_norm_eps', 1e-5), bias: false },
	bias: (keys) => sameBias(keys.flag('attention_bias', false)),
	mask: (keys) => {
		const pattern = keys.count('sliding_window_pattern', 4);
		const [dense, densePattern] = [denseLayers(keys), prefixPattern(keys)];
		const isFull = (index: number) => (index < dense ? (index + 1) % densePattern === 0 : (index - dense + 1) % pattern === 0);
		return masksOf(keys, { window: keys.size('sliding_window', 4096), usual: (index) => (isFull(index) ? 'full_attention' : 'sliding_attention') });
	},
	...experts,
	attention: (keys, _sizes, _norm, mask, kind) => (mask.kind === 'causal' && (kind !== '' || prefixPattern(keys) !== 1) ? { withoutPositions: true } : {}),
	layer: (_, norm) => sharedNorm(norm),
});
