import { decoder } from './decoder.ts';
import { kinds, routed } from './experts.ts';
import { automatic, mamba1, usualRank } from './state-space.ts';

const experts = ['num_local_experts', 'num_experts'] as const;

const mixture = routed({
	experts: [experts, 16],
	active: ['num_experts_per_tok', 2],
	block: '{body}layers.{layer}.feed_forward',
	router: 'router',
	where: (keys) => {
		const period = keys.count('expert_layer_period', 2);
		const offset = keys.count('expert_layer_offset', 1, { minimum: 0 });
		const several = keys.count(experts, 16) > 1;
		return (index) => several && index % period === offset;
	},
});

/** `JambaConfig`: selective scans with a layer of attention in each period, every other layer with experts. */
export const jamba = decoder({
	modelType: 'jamba',
	prefix: 'Jamba',
	classes: ['ForCausalLM', 'Model', 'ForSequenceClassification'],
	defaults: { width: 4096, layers: 32, heads: 32, kvHeads: 8, feedForward: 14336, positions: 262144, vocabulary: 65536 },
	...mixture,
	kind: kinds(mixture.kind, (keys) => {
		const period = keys.count('attn_layer_period', 8);
		const offset = keys.count('attn_layer_offset', 4, { minimum: 0 });
		return (index) => (index % period === offset ? 'attention' : 'mamba');
	}),
	mixer: (keys, { width }, _index, kind) =>
		kind.includes('mamba')
			? mamba1('{body}layers.{layer}.mamba', {
					width,
					inner: keys.count('mamba_expand', 2) * width,
					state: keys.count('mamba_d_state', 16),
					kernel: keys.count('mamba_d_conv', 4),
					rank: automatic(keys, 'mamba_dt_rank', usualRank(width)),
					bias: keys.flag('mamba_proj_bias', false),
					convolutionBias: keys.flag('mamba_conv_bias', true),
					norms: true,
				})
			: undefined,
	positions: (_, { positions }) => ({ kind: 'none', maximum: positions }),
	names: {
		feed_forward_norm: '{body}layers.{layer}.pre_ff_layernorm',
		gate: '{body}layers.{layer}.feed_forward.gate_proj',
		up: '{body}layers.{layer}.feed_forward.up_proj',
		down: '{body}layers.{layer}.feed_forward.down_proj',
		final_norm: '{body}final_layernorm',
	},
});
