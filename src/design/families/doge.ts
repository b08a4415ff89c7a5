import { decoder } from './decoder.ts';
import { sameBias } from './family.ts';
import { perHeadNorm } from './norms.ts';
import { window } from './positions.ts';

/** `DogeConfig`: a mask that the values make, scaled residuals; with `is_moe` single neurons as experts beside the dense block. */
export const doge = decoder({
	modelType: 'doge',
	prefix: 'Doge',
	classes: ['ForCausalLM', 'Model', 'ForSequenceClassification'],
	defaults: { width: 1024, layers: 32, heads: 8, feedForward: 2048, positions: 2048, vocabulary: 32768 },
	bias: (keys) => sameBias(keys.flag('attention_bias', false)),
	mask: (keys) => window(keys, undefined),
	attention: (_, sizes, norm) => perHeadNorm(sizes, norm),
	feedForward: (keys, usual) => ({ ...usual, bias: keys.flag('mlp_bias', false) }),
	mixture: (keys, { activation }, { width }) => {
		if (!keys.flag('is_moe', false)) return undefined;
		const experts = keys.count('num_experts', 16384);
		const name = '{body}layers.{layer}.mlp';
		return {
			experts,
			active: keys.count('num_experts_per_tok', 64),
			size: 1,
			gated: false,
			activation,
			parts: ['down_embed', 'up_embed'].map((table) => ({ name: `${name}.${table}.weight`, shape: [experts, width] })),
			// Two lists of keys, whose pairs name the experts.
			always: [{ name: `${name}.router_gate.weight`, shape: [2 * Math.floor(Math.sqrt(experts)), width] }],
		};
	},
	layer: (keys, norm, { width, kvHeads, headSize }) => {
		const name = '{body}layers.{layer}';
		return {
			norms: { attention_norm: norm, feed_forward_norm: norm },
			arrangement: 'pre',
			parts: [
				{ name: `${name}.input_residual`, shape: [width] },
				{ name: `${name}.post_attention_residual`, shape: [width] },
				{ name: `${name}.self_attn.A`, shape: [kvHeads] },
				{ name: `${name}.self_attn.dt_proj.weight`, shape: [kvHeads, kvHeads * headSize], multiplies: true },
				...(keys.flag('attention_bias', false) ? [{ name: `${name}.self_attn.dt_proj.bias`, shape: [kvHeads] }] : []),
			],
		};
	},
});
