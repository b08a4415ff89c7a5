import type { Part } from '../architecture.ts';
import type { Keys } from '../keys.ts';
import { indexerParts, picksOf } from './deepseek_v32.ts';
import { kinds, routed, sharedExperts, sparseTypes } from './experts.ts';
import { latentDecoder } from './latent.ts';

const SHARED = 'shared indexer';
const streams = (keys: Keys): number => keys.count('hc_mult', 4);

/** Matrices that mix the streams before and after a block. */
function connection(keys: Keys, name: string, width: number): Part[] {
	const count = streams(keys);
	return [
		{ name: `${name}.fn`, shape: [2 * count, count * width], multiplies: true },
		{ name: `${name}.base`, shape: [2 * count] },
		{ name: `${name}.scale`, shape: [2] },
	];
}

const experts = routed({
	experts: [['num_local_experts', 'n_routed_experts'], 256],
	active: ['num_experts_per_tok', 8],
	size: ['moe_intermediate_size', 768],
	where: sparseTypes(() => 1),
	shared: sharedExperts('n_shared_experts', 1),
});

/** `HYV4Config`: gated latent attention with sinks over the tokens that the indexer of every fourth layer picks, several streams mixed around each block. */
export const hyV4 = latentDecoder({
	modelType: 'hy_v4',
	prefix: 'HYV4',
	classes: ['ForCausalLM', 'Model'],
	defaults: { width: 2816, layers: 34, heads: 32, feedForward: 6912, positions: 262144, vocabulary: 120832, epsilon: 1e-5, initializerRange: 0.006 },
	latent: { queryRank: 1536, keyValueRank: 512, content: 192, rotary: 64, value: 256 },
	...experts,
	kind: kinds(experts.kind, (keys) => {
		const types = keys.names('indexer_types');
		return (index) => ((types ? types[index] === 'shared' : index > 0 && (index - 1) % 4 !== 0) ? SHARED : '');
	}),
	attention: (keys, _sizes, _norm, _mask, kind) => {
		const { tokens, indexer } = picksOf(keys, 16);
		return { sinks: true, picks: kind.endsWith(SHARED) || !indexer ? { tokens } : { tokens, indexer } };
	},
	embedding: (keys, { width }) => ({
		parts: [
			{ name: '{body}hc_head.hc_fn', shape: [streams(keys), streams(keys) * width], multiplies: true },
			{ name: '{body}hc_head.hc_base', shape: [streams(keys)] },
			{ name: '{body}hc_head.hc_scale', shape: [1] },
		],
	}),
	layer: (keys, norm, { width, heads }, _index, kind) => {
		const name = '{body}layers.{layer}';
		return {
			norms: { attention_norm: norm, feed_forward_norm: norm },
			arrangement: 'pre',
			parts: [
				...(kind.endsWith(SHARED) ? [] : indexerParts(keys, width, { heads: 16, queryRank: 1536 })),
				{ name: `${name}.self_attn.gate_proj.weight`, shape: [heads * keys.count('v_head_dim', 256), width], multiplies: true },
				...connection(keys, `${name}.attn_hc`, width),
				...connection(keys, `${name}.ffn_hc`, width),
			],
		};
	},
	names: { sinks: '{body}layers.{layer}.self_attn.sinks' },
});
