import type { Attention, Part } from '../architecture.ts';
import type { Keys } from '../keys.ts';
import { routed, sharedExperts, sparseTypes } from './experts.ts';
import { latentDecoder } from './latent.ts';

/** The lightning indexer, which picks the tokens that latent attention may see. */
export function indexerParts(keys: Keys, width: number, defaults: { heads: number; queryRank: number }): Part[] {
	const heads = keys.count('index_n_heads', defaults.heads);
	const size = keys.count('index_head_dim', 128);
	const name = '{body}layers.{layer}.self_attn.indexer';
	return [
		{ name: `${name}.wq_b.weight`, shape: [heads * size, keys.count('q_lora_rank', defaults.queryRank)], multiplies: true },
		{ name: `${name}.wk.weight`, shape: [size, width], multiplies: true },
		{ name: `${name}.k_norm.weight`, shape: [size] },
		{ name: `${name}.k_norm.bias`, shape: [size] },
		{ name: `${name}.weights_proj.weight`, shape: [heads, width], multiplies: true },
	];
}

/** Attention over the tokens that the indexer picks. */
export const picksOf = (keys: Keys, heads: number): NonNullable<Attention['picks']> => ({
	tokens: keys.count('index_topk', 2048),
	indexer: { heads: keys.count('index_n_heads', heads), size: keys.count('index_head_dim', 128) },
});

/** Experts beside a shared one after three dense layers. */
export const indexedExperts = routed({
	experts: [['num_local_experts', 'num_experts', 'n_routed_experts'], 256],
	active: ['num_experts_per_tok', 8],
	size: ['moe_intermediate_size', 2048],
	where: sparseTypes((keys) => keys.count('first_k_dense_replace', 3, { minimum: 0 })),
	shared: sharedExperts('n_shared_experts', 1),
});

/** `DeepseekV32Config`: DeepSeek-V3 whose attention sees the tokens that an indexer picks. */
export const deepseekV32 = latentDecoder({
	modelType: 'deepseek_v32',
	prefix: 'DeepseekV32',
	classes: ['ForCausalLM', 'Model'],
	defaults: { width: 7168, layers: 61, heads: 128, feedForward: 18432, positions: 163840, vocabulary: 129280 },
	latent: { queryRank: 1536, keyValueRank: 512, content: 128, rotary: 64, value: 128 },
	...indexedExperts,
	attention: (keys) => ({ picks: picksOf(keys, 64) }),
	layer: (keys, norm, { width }) => ({
		norms: { attention_norm: norm, feed_forward_norm: norm },
		arrangement: 'pre',
		parts: indexerParts(keys, width, { heads: 64, queryRank: 1536 }),
	}),
});
