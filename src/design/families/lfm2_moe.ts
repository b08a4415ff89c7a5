import { decoder } from './decoder.ts';
import { kinds, routed } from './experts.ts';
import { perHeadNorm } from './norms.ts';
import { byType } from './positions.ts';

const experts = routed({
	experts: ['num_experts', 32],
	active: ['num_experts_per_tok', 4],
	size: ['moe_intermediate_size', 1792],
	where: (keys) => {
		const dense = keys.count('num_dense_layers', 2, { minimum: 0 });
		return (index) => index >= dense;
	},
	block: '{body}layers.{layer}.feed_forward',
});

/** `Lfm2MoeConfig`: gated short convolutions with a few layers of attention between, experts after two dense layers. */
export const lfm2Moe = decoder({
	modelType: 'lfm2_moe',
	prefix: 'Lfm2Moe',
	classes: ['ForCausalLM', 'Model'],
	tiedKey: ['tie_embedding', 'tie_word_embeddings'],
	defaults: { width: 2048, layers: 32, heads: 32, kvHeads: 8, feedForward: 7168, positions: 128000, vocabulary: 65536, tied: true, base: 1e6, epsilon: 1e-5 },
	epsilonKey: 'norm_eps',
	attention: (_, sizes, norm) => perHeadNorm(sizes, norm),
	...experts,
	kind: kinds(experts.kind, (keys) => byType(keys, () => 'full_attention')),
	mixer: (keys, { width }, _index, kind) => {
		if (kind.includes('full_attention')) return undefined;
		const kernel = keys.count('conv_L_cache', 3);
		const name = '{body}layers.{layer}.conv';
		const bias = keys.flag('conv_bias', false);
		const parts = [
			{ name: `${name}.conv`, shape: [width, 1, kernel] },
			{ name: `${name}.in_proj`, shape: [3 * width, width] },
			{ name: `${name}.out_proj`, shape: [width, width] },
		].flatMap(({ name, shape }) => [{ name: `${name}.weight`, shape }, ...(bias ? [{ name: `${name}.bias`, shape: shape.slice(0, 1) }] : [])]);
		// The convolution, and one gate before and after it.
		return { kind: 'convolution', parts, stateValues: width * kernel, scanFlops: (2 * kernel + 2) * width };
	},
	names: {
		output: '{body}layers.{layer}.self_attn.out_proj',
		query_norm: '{body}layers.{layer}.self_attn.q_layernorm',
		key_norm: '{body}layers.{layer}.self_attn.k_layernorm',
		attention_norm: '{body}layers.{layer}.operator_norm',
		feed_forward_norm: '{body}layers.{layer}.ffn_norm',
		gate: '{body}layers.{layer}.feed_forward.w1',
		up: '{body}layers.{layer}.feed_forward.w3',
		down: '{body}layers.{layer}.feed_forward.w2',
		final_norm: '{body}embedding_norm',
	},
});
