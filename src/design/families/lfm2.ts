import type { Mixer, TensorNames } from '../architecture.ts';
import type { Keys } from '../keys.ts';
import { decoder } from './decoder.ts';
import { perHeadNorm } from './norms.ts';
import { linearParts } from './parts.ts';
import { byType } from './positions.ts';

/** Short convolution between two gates. */
export function shortConvolution(keys: Keys, width: number): Mixer {
	const kernel = keys.count('conv_L_cache', 3);
	const bias = keys.flag('conv_bias', false);
	const name = '{body}layers.{layer}.conv';
	const parts = [
		{ name: `${name}.conv.weight`, shape: [width, 1, kernel] },
		...(bias ? [{ name: `${name}.conv.bias`, shape: [width] }] : []),
		...linearParts(`${name}.in_proj`, width, 3 * width, bias),
		...linearParts(`${name}.out_proj`, width, width, bias),
	];
	return { kind: 'convolution', parts, stateValues: width * kernel, scanFlops: (2 * kernel + 2) * width };
}

/** LFM2's names, where they are not Llama's. */
export const lfm2Names: TensorNames = {
	output: '{body}layers.{layer}.self_attn.out_proj',
	query_norm: '{body}layers.{layer}.self_attn.q_layernorm',
	key_norm: '{body}layers.{layer}.self_attn.k_layernorm',
	attention_norm: '{body}layers.{layer}.operator_norm',
	feed_forward_norm: '{body}layers.{layer}.ffn_norm',
	gate: '{body}layers.{layer}.feed_forward.w1',
	up: '{body}layers.{layer}.feed_forward.w3',
	down: '{body}layers.{layer}.feed_forward.w2',
	final_norm: '{body}embedding_norm',
};

/** `Lfm2Config`: gated short convolutions with a few layers of attention between. */
export const lfm2 = decoder({
	modelType: 'lfm2',
	prefix: 'Lfm2',
	classes: ['ForCausalLM', 'Model'],
	tiedKey: ['tie_embedding', 'tie_word_embeddings'],
	keyNames: { feedForward: ['block_ff_dim', 'intermediate_size'] },
	defaults: { width: 2560, layers: 32, heads: 32, kvHeads: 8, feedForward: 12288, positions: 128000, vocabulary: 65536, tied: true, base: 1e6, epsilon: 1e-5 },
	epsilonKey: 'norm_eps',
	attention: (_, sizes, norm) => perHeadNorm(sizes, norm),
	kind: (keys) => {
		const attending = keys.has('full_attn_idxs') ? new Set(keys.numbers('full_attn_idxs')) : undefined;
		return byType(keys, (index) => (attending === undefined || attending.has(index) ? 'full_attention' : 'conv'));
	},
	mixer: (keys, { width }, _index, kind) => (kind === 'full_attention' ? undefined : shortConvolution(keys, width)),
	feedForward: (keys, usual) => ({ ...usual, size: adjusted(keys, usual.size) }),
	names: lfm2Names,
});

/** Two thirds of what is written, times a factor, rounded up: so that three matrices cost what two would. */
function adjusted(keys: Keys, written: number): number {
	if (!keys.flag('block_auto_adjust_ff_dim', true)) return written;
	const size = Math.max(1, Math.floor((2 * written) / 3));
	if (keys.isNull('block_ffn_dim_multiplier')) return size;
	const step = keys.count('block_multiple_of', 256);
	return step * Math.ceil(Math.max(1, Math.floor(keys.number('block_ffn_dim_multiplier', 1) * size)) / step);
}
