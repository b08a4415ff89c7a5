import type { Mixer } from '../architecture.ts';
import type { Keys } from '../keys.ts';
import type { DecoderSizes } from './decoder.ts';
import { deltaScan } from './delta.ts';
import { kinds, routed, sharedExperts, sparseTypes } from './experts.ts';
import { latentDecoder } from './latent.ts';
import { byType } from './positions.ts';

const written = (keys: Keys): Keys => keys.inside('linear_attn_config');

/** Attention where the published files list it, counted from 1, or as `layer_types` says; else in every fourth layer but the first. */
function layerTypes(keys: Keys): (index: number) => string {
	const listed = written(keys).numbers('full_attn_layers');
	const full = new Set(listed);
	return byType(keys, (index) => ((listed ? full.has(index + 1) : index > 0 && index % 4 === 0) ? 'full_attention' : 'linear_attention'));
}

/** Kimi delta attention: a delta net that decays each entry of its keys by a gate of its own. */
function kimiDelta(keys: Keys, { width }: DecoderSizes): Mixer {
	const inside = written(keys);
	const size = inside.count('head_dim', keys.count('linear_head_dim', 128));
	const heads = inside.count('num_heads', keys.count('linear_num_heads', 32));
	const kernel = inside.count('short_conv_kernel_size', keys.count('linear_conv_kernel_dim', 4));
	const inner = heads * size;
	const name = '{body}layers.{layer}.self_attn';
	const matrix = (of: string, rows: number, columns: number) => ({ name: `${name}.${of}.weight`, shape: [rows, columns] });
	return {
		kind: 'linear-attention',
		...deltaScan({ keyHeads: heads, valueHeads: heads, keySize: size, valueSize: size, kernel }),
		parts: [
			...['q_proj', 'k_proj', 'v_proj'].map((of) => matrix(of, inner, width)),
			{ name: `${name}.conv1d.weight`, shape: [3 * inner, 1, kernel] },
			{ name: `${name}.forget_gate.dt_bias`, shape: [inner] },
			{ name: `${name}.forget_gate.A_log`, shape: [1, 1, heads, 1] },
			matrix('forget_gate.f_a_proj', size, width),
			matrix('forget_gate.f_b_proj', inner, size),
			matrix('b_proj', heads, width),
			matrix('g_a_proj', size, width),
			matrix('g_b_proj', inner, size),
			{ name: `${name}.o_norm.weight`, shape: [size] },
			matrix('o_proj', width, inner),
		],
	};
}

const experts = routed({
	experts: [['num_experts', 'num_local_experts'], 256],
	active: [['num_experts_per_token', 'num_experts_per_tok'], 8],
	size: ['moe_intermediate_size', 1024],
	where: sparseTypes((keys) => keys.count('first_k_dense_replace', 1, { minimum: 0 })),
	shared: sharedExperts(['num_shared_experts', 'n_shared_experts'], 1),
});

/** `KimiLinearConfig`: three layers of Kimi delta attention to each of latent attention, which has no positions; never tied. */
export const kimiLinear = latentDecoder({
	modelType: 'kimi_linear',
	prefix: 'KimiLinear',
	classes: ['ForCausalLM', 'Model'],
	untied: true,
	defaults: { width: 2304, layers: 27, heads: 32, feedForward: 9216, positions: 1048576, vocabulary: 163840, epsilon: 1e-5 },
	keyNames: { positions: ['model_max_length', 'max_position_embeddings'] },
	latent: { keyValueRank: 512, content: 128, rotary: 64, value: 128 },
	positions: (_, { positions }) => ({ kind: 'none', maximum: positions }),
	...experts,
	kind: kinds(experts.kind, layerTypes),
	mixer: (keys, sizes, _index, kind) => (kind.endsWith('linear_attention') ? kimiDelta(keys, sizes) : undefined),
});
