import type { Keys } from '../keys.ts';
import { decoder } from './decoder.ts';
import { kinds, routed, sparseTypes } from './experts.ts';
import { sameBias } from './family.ts';
import { perHeadNorm } from './norms.ts';
import { masksOf, rotary } from './positions.ts';

/** Heads of a layer where the file lists them. */
const headsIn = (keys: Keys, index: number, usual: number): number => keys.numbers('num_attention_heads_per_layer', 1)?.[index] ?? usual;

/** A gate to each head, or to each of its entries. */
const gateRows = (keys: Keys, heads: number, headSize: number): number => {
	const gating = keys.get('gating');
	return gating === undefined || gating === true || gating === 'per-head' ? heads : heads * headSize;
};

const experts = routed({
	experts: ['num_experts', 256],
	active: ['num_experts_per_tok', 8],
	size: ['moe_intermediate_size', 512],
	where: sparseTypes(() => 1),
	shared: (keys) => keys.count('shared_expert_intermediate_size', 512, { minimum: 0 }),
	sharedName: 'shared_experts',
	also: (_, { experts: count, block }) => [{ name: `${block}.gate.e_score_correction_bias`, shape: [count] }],
});

/** `LagunaConfig`: heads by layer, gated attention, norms on each head, experts beside a shared one from the second layer on. */
export const laguna = decoder({
	modelType: 'laguna',
	prefix: 'Laguna',
	classes: ['ForCausalLM', 'Model'],
	defaults: { width: 2048, layers: 40, heads: 48, kvHeads: 8, headSize: 128, feedForward: 8192, positions: 131072, vocabulary: 100352, base: 500000 },
	bias: (keys) => sameBias(keys.flag('attention_bias', false)),
	mask: (keys) => masksOf(keys, { window: keys.size('sliding_window', 512), usual: () => 'full_attention' }),
	positions: (keys, { headSize, positions }) => rotary(keys, headSize, { maximum: positions, base: 500000, share: 0.5 }),
	...experts,
	kind: kinds(
		experts.kind,
		(keys, { heads }) =>
			(index) =>
				String(headsIn(keys, index, heads)),
	),
	attention: (keys, sizes, norm, _mask, _kind, index) => ({ heads: headsIn(keys, index, sizes.heads), ...perHeadNorm(sizes, norm) }),
	layer: (keys, norm, { width, heads, headSize }, index) => ({
		norms: { attention_norm: norm, feed_forward_norm: norm },
		arrangement: 'pre',
		parts: [{ name: '{body}layers.{layer}.self_attn.g_proj.weight', shape: [gateRows(keys, headsIn(keys, index, heads), headSize), width], multiplies: true }],
	}),
});
