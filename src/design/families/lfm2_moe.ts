import { decoder } from './decoder.ts';
import { kinds, routed } from './experts.ts';
import { lfm2Names, shortConvolution } from './lfm2.ts';
import { perHeadNorm } from './norms.ts';
import { byType } from './positions.ts';

const experts = routed({
	experts: ['num_experts', 32],
	active: ['num_experts_per_tok', 4],
	size: ['moe_intermediate_size', 1792],
	where: (keys) => {
		const dense = keys.count('num_dense_layers', 2, { minimum: 0 });
		return (index) => index >= dense;
	},
	block: '{body}layers.{layer}.feed_forward',
});

/** `Lfm2MoeConfig`: gated short convolutions with a few layers of attention between, experts after two dense layers. */
export const lfm2Moe = decoder({
	modelType: 'lfm2_moe',
	prefix: 'Lfm2Moe',
	classes: ['ForCausalLM', 'Model'],
	tiedKey: ['tie_embedding', 'tie_word_embeddings'],
	defaults: { width: 2048, layers: 32, heads: 32, kvHeads: 8, feedForward: 7168, positions: 128000, vocabulary: 65536, tied: true, base: 1e6, epsilon: 1e-5 },
	epsilonKey: 'norm_eps',
	attention: (_, sizes, norm) => perHeadNorm(sizes, norm),
	...experts,
	kind: kinds(experts.kind, (keys) => byType(keys, () => 'full_attention')),
	mixer: (keys, { width }, _index, kind) => (kind.includes('full_attention') ? undefined : shortConvolution(keys, width)),
	names: lfm2Names,
});
