import type { Part } from '../architecture.ts';
import type { Keys } from '../keys.ts';
import { decoder } from './decoder.ts';
import { kinds, routed } from './experts.ts';
import { perHeadNorm } from './norms.ts';
import { byType, rotary } from './positions.ts';

const SPARSE = 'sparse attention';
const older = (keys: Keys): Keys => keys.inside('sparse_attention_config');

/** A size of the indexer, which older files have in a map of its own. */
const size = (keys: Keys, name: string, olderName: string, fallback: number): number => older(keys).count(olderName, keys.count(name, fallback));

const indexer = (keys: Keys) => ({
	heads: size(keys, 'index_n_heads', 'sparse_num_index_heads', 4),
	size: size(keys, 'index_head_dim', 'sparse_index_dim', 128),
});

function indexerParts(keys: Keys, width: number): Part[] {
	const { heads, size: each } = indexer(keys);
	const name = '{body}layers.{layer}.self_attn.indexer';
	return [
		{ name: `${name}.q_proj.weight`, shape: [heads * each, width], multiplies: true },
		{ name: `${name}.k_proj.weight`, shape: [each, width], multiplies: true },
		{ name: `${name}.q_norm.weight`, shape: [each] },
		{ name: `${name}.k_norm.weight`, shape: [each] },
	];
}

/** What each layer is by a list of zeros and ones, where the file has one. */
const byFlags = (flags: readonly number[] | undefined, one: string, zero: string, usual: string) => (index: number) =>
	flags?.[index] === undefined ? usual : flags[index] === 0 ? zero : one;

const experts = routed({
	experts: [['num_experts', 'num_local_experts'], 128],
	active: ['num_experts_per_tok', 4],
	where: (keys) => {
		const types = keys.names('mlp_layer_types');
		const flagged = byFlags(keys.numbers('moe_layer_freq'), 'sparse', 'dense', 'sparse');
		return (index) => (types?.[index] ?? flagged(index)) === 'sparse';
	},
	dense: (keys, usual) => ({ ...usual, size: keys.count('dense_intermediate_size', 12288), fused: true }),
	also: (keys, { width, block }) => {
		const shared = keys.count('shared_intermediate_size', 3072);
		return [
			{ name: `${block}.shared_experts.gate_up_proj.weight`, shape: [2 * shared, width] },
			{ name: `${block}.shared_experts.down_proj.weight`, shape: [width, shared] },
		];
	},
});

/** `MiniMaxM3VLTextConfig`: norms on each head, attention over the blocks that an indexer picks where the file says, experts beside a shared one. */
export const minimaxM3VlText = decoder({
	modelType: 'minimax_m3_vl_text',
	prefix: 'MiniMaxM3VL',
	bodyClass: 'MiniMaxM3VLTextModel',
	classes: ['ForCausalLM', 'Model'],
	defaults: { width: 6144, layers: 60, heads: 64, kvHeads: 4, headSize: 128, feedForward: 3072, positions: 524288, vocabulary: 200064, base: 5e6 },
	norm: (keys) => ({ kind: 'rms', epsilon: keys.number('rms_norm_eps', 1e-6), centred: true }),
	positions: (keys, { headSize, positions }) => ({
		...rotary(keys, headSize, { maximum: positions, base: 5e6 }),
		dimensions: Math.min(headSize, keys.count('rotary_dim', 64)),
	}),
	...experts,
	kind: kinds(experts.kind, (keys) => {
		const flagged = byFlags(older(keys).numbers('sparse_attention_freq'), 'minimax_m3_sparse', 'full_attention', 'full_attention');
		const type = byType(keys, flagged);
		return (index) => (type(index) === 'minimax_m3_sparse' ? SPARSE : '');
	}),
	attention: (keys, sizes, norm, _mask, kind) => ({
		...perHeadNorm(sizes, norm),
		...(kind.endsWith(SPARSE) && {
			picks: {
				tokens: size(keys, 'index_block_size', 'sparse_block_size', 128) * size(keys, 'index_topk_blocks', 'sparse_topk_blocks', 16),
				indexer: indexer(keys),
			},
		}),
	}),
	layer: (keys, norm, { width }, _index, kind) => ({
		norms: { attention_norm: norm, feed_forward_norm: norm },
		arrangement: 'pre',
		parts: kind.endsWith(SPARSE) ? indexerParts(keys, width) : [],
	}),
});
