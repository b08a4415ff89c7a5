import type { Mixture } from '../architecture.ts';
import { type Keys, MOST_LAYERS } from '../keys.ts';
import { decoder } from './decoder.ts';
import { everyToken, linearParts } from './parts.ts';
import { mamba2 } from './state-space.ts';

/** What a layer is by the letters of the older `hybrid_override_pattern`, and by the older names. */
const LETTERS: Readonly<Record<string, string>> = { M: 'mamba', '*': 'attention', '-': 'mlp', E: 'moe' };
const NAMES: Readonly<Record<string, string>> = { linear_attention: 'mamba', full_attention: 'attention' };

function layerKinds(keys: Keys): readonly string[] {
	const listed = keys.names(['layer_types', 'layers_block_type']);
	if (listed) return listed.slice(0, MOST_LAYERS).map((name) => NAMES[name] ?? name);
	if (!keys.has('hybrid_override_pattern')) return ['mamba', 'moe', 'attention', 'mlp'];
	const pattern = keys.text('hybrid_override_pattern', 'ME*-');
	return [...pattern.slice(0, MOST_LAYERS)].flatMap((letter) => LETTERS[letter] ?? []);
}

const block = '{body}layers.{layer}.mixer';

/** `NemotronHConfig`: layers of one block each, a Mamba-2 scan, attention, a feed-forward block or experts. */
export const nemotronH = decoder({
	modelType: 'nemotron_h',
	prefix: 'NemotronH',
	classes: ['ForCausalLM', 'Model'],
	defaults: {
		width: 4096,
		layers: 4,
		heads: 32,
		kvHeads: 8,
		headSize: 128,
		feedForward: 21504,
		positions: 4096,
		vocabulary: 131072,
		activation: 'relu2',
		epsilon: 1e-5,
	},
	activationKey: 'mlp_hidden_act',
	epsilonKey: 'layer_norm_epsilon',
	untied: true,
	layers: (keys) => layerKinds(keys).length,
	kind: (keys) => {
		const kinds = layerKinds(keys);
		return (index) => kinds[index] ?? '';
	},
	attends: (kind) => kind === 'attention',
	mixer: (keys, { width }, _index, kind) =>
		kind === 'mamba'
			? mamba2(block, {
					width,
					inner: keys.count('mamba_num_heads', 128) * keys.count('mamba_head_dim', 64),
					heads: keys.count('mamba_num_heads', 128),
					groups: keys.count(['mamba_n_groups', 'n_groups'], 8),
					state: keys.count('ssm_state_size', 128),
					kernel: keys.count(['mamba_d_conv', 'conv_kernel'], 4),
					bias: keys.flag('use_bias', false),
					convolutionBias: keys.flag(['mamba_conv_bias', 'use_conv_bias'], true),
				})
			: undefined,
	feedForward: (keys, usual, _sizes, _index, kind) => (kind === 'mlp' ? { ...usual, gated: false, bias: keys.flag('mlp_bias', false) } : undefined),
	mixture: (keys, { activation }, { width }, _index, kind): Mixture | undefined => {
		if (kind !== 'moe') return undefined;
		const experts = keys.count(['num_local_experts', 'n_routed_experts'], 8);
		const size = keys.count('moe_intermediate_size', 7688);
		const shared = keys.count('moe_shared_expert_intermediate_size', 7688);
		const bias = keys.flag('mlp_bias', false);
		const latent = keys.size('moe_latent_size', undefined);
		const input = latent ?? width;
		return {
			experts,
			active: keys.count('num_experts_per_tok', 2),
			size,
			gated: false,
			activation,
			parts: [
				{ name: `${block}.experts.up_proj`, shape: [experts, size, input] },
				{ name: `${block}.experts.down_proj`, shape: [experts, input, size] },
			],
			always: everyToken([
				{ name: `${block}.gate.weight`, shape: [experts, width] },
				...linearParts(`${block}.shared_experts.up_proj`, width, shared, bias),
				...linearParts(`${block}.shared_experts.down_proj`, shared, width, bias),
				...(latent === undefined
					? []
					: [...linearParts(`${block}.fc1_latent_proj`, width, latent, bias), ...linearParts(`${block}.fc2_latent_proj`, latent, width, bias)]),
			]),
		};
	},
	layer: (_keys, norm, _sizes, _index, kind) => ({
		norms: kind === 'attention' ? { attention_norm: norm } : kind === 'mamba' ? { mixer_norm: norm } : { feed_forward_norm: norm },
		arrangement: 'pre',
	}),
	positions: (_, { positions }) => ({ kind: 'none', maximum: positions }),
	names: {
		token: '{body}embeddings',
		query: `${block}.q_proj`,
		key: `${block}.k_proj`,
		value: `${block}.v_proj`,
		output: `${block}.o_proj`,
		up: `${block}.up_proj`,
		down: `${block}.down_proj`,
		attention_norm: '{body}layers.{layer}.norm',
		mixer_norm: '{body}layers.{layer}.norm',
		feed_forward_norm: '{body}layers.{layer}.norm',
		final_norm: '{body}norm_f',
	},
});
