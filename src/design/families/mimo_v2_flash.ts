import { decoder } from './decoder.ts';
import { routed, sparseTypes } from './experts.ts';
import { masksOf, rotary } from './positions.ts';

/** `MiMoV2FlashConfig`: five windowed layers, with sinks and twice the key/value heads, to each full one; values smaller than queries. */
export const mimoV2Flash = decoder({
	modelType: 'mimo_v2_flash',
	prefix: 'MiMoV2Flash',
	classes: ['ForCausalLM', 'Model'],
	defaults: {
		width: 4096,
		layers: 48,
		heads: 64,
		kvHeads: 4,
		headSize: 192,
		feedForward: 16384,
		positions: 131072,
		vocabulary: 152576,
		base: 5e6,
		epsilon: 1e-5,
	},
	bias: (keys) => {
		const bias = keys.flag('attention_bias', false);
		return { query: bias, key: bias, value: bias, output: false };
	},
	mask: (keys) =>
		masksOf(keys, {
			window: keys.size('sliding_window', 128),
			usual: (index) => (index === 0 || (index + 1) % 6 === 0 ? 'full_attention' : 'sliding_attention'),
		}),
	positions: (keys, { headSize, positions }) => rotary(keys, headSize, { maximum: positions, base: 5e6, share: 0.334 }),
	attention: (keys, { kvHeads }, _norm, mask) => ({
		valueSize: keys.count('v_head_dim', 128),
		...(mask.kind === 'causal-window' && { kvHeads: 2 * kvHeads, sinks: true }),
	}),
	...routed({
		experts: [['num_local_experts', 'n_routed_experts'], 256],
		active: ['num_experts_per_tok', 8],
		size: ['moe_intermediate_size', 2048],
		where: sparseTypes(() => 1),
	}),
	names: { sinks: '{body}layers.{layer}.self_attn.sinks' },
});
