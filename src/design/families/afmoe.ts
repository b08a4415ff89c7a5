import { decoder } from './decoder.ts';
import { routed, sharedExperts } from './experts.ts';
import { sameBias } from './family.ts';
import { fourNorms, perHeadNorm } from './norms.ts';
import { every, masksOf } from './positions.ts';

/** `AfmoeConfig`: gated attention, norms around each block and on each head; full layers do not rotate; experts with a bias to balance them. */
export const afmoe = decoder({
	modelType: 'afmoe',
	prefix: 'Afmoe',
	classes: ['ForCausalLM', 'Model'],
	defaults: { width: 2048, layers: 32, heads: 16, headSize: 128, feedForward: 6144, positions: 16384, vocabulary: 200192, epsilon: 1e-5 },
	bias: (keys) => sameBias(keys.flag('attention_bias', false)),
	mask: (keys) => {
		const pattern = keys.count('global_attn_every_n_layers', 4);
		return masksOf(keys, { window: keys.size('sliding_window', 1024), usual: every(pattern, 'full_attention', 'sliding_attention') });
	},
	attention: (_keys, sizes, norm, mask) => ({ ...perHeadNorm(sizes, norm), ...(mask.kind === 'causal' && { withoutPositions: true }) }),
	...routed({
		experts: ['num_experts', 64],
		active: ['num_experts_per_tok', 6],
		size: ['moe_intermediate_size', 1408],
		where: (keys) => {
			const dense = keys.count('num_dense_layers', 1, { minimum: 0 });
			return (index) => index >= dense;
		},
		shared: sharedExperts('num_shared_experts', 2),
		router: 'router.gate',
		also: (_, { experts, block }) => [{ name: `${block}.expert_bias`, shape: [experts] }],
	}),
	layer: (_keys, norm, { width, heads, headSize }) => ({
		...fourNorms(norm),
		parts: [{ name: '{body}layers.{layer}.self_attn.gate_proj.weight', shape: [heads * headSize, width], multiplies: true }],
	}),
	names: {
		post_attention_norm: '{body}layers.{layer}.post_attention_layernorm',
		feed_forward_norm: '{body}layers.{layer}.pre_mlp_layernorm',
		post_feed_forward_norm: '{body}layers.{layer}.post_mlp_layernorm',
	},
});
