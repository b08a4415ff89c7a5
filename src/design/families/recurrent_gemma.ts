import type { Mixer } from '../architecture.ts';
import type { Keys } from '../keys.ts';
import { decoder } from './decoder.ts';
import { linearParts } from './parts.ts';
import { rotary } from './positions.ts';

const block = '{body}layers.{layer}.temporal_block';

/** Real-gated linear recurrence behind a short convolution (De et al. 2024); its gates are block-diagonal, one block a head. */
function recurrence(keys: Keys, width: number, heads: number): Mixer {
	const inner = keys.size('lru_width', undefined) ?? width;
	const kernel = keys.count('conv1d_width', 4);
	const share = Math.max(1, Math.floor(inner / heads));
	const gate = (name: string) => [
		{ name: `${block}.rg_lru.${name}_gate_weight`, shape: [heads, share, share], multiplies: true },
		{ name: `${block}.rg_lru.${name}_gate_bias`, shape: [heads, share], multiplies: false },
	];
	return {
		kind: 'recurrence',
		parts: [
			...linearParts(`${block}.linear_y`, width, inner),
			...linearParts(`${block}.linear_x`, width, inner),
			...linearParts(`${block}.linear_out`, inner, width),
			{ name: `${block}.conv_1d.weight`, shape: [inner, 1, kernel] },
			{ name: `${block}.conv_1d.bias`, shape: [inner] },
			{ name: `${block}.rg_lru.recurrent_param`, shape: [inner] },
			...gate('input'),
			...gate('recurrent'),
		],
		stateValues: inner * kernel,
		// The convolution; then for each channel its decay, the input's scale, gate and sum, and the gate of the output.
		scanFlops: (2 * kernel + 8) * inner,
	};
}

/** `RecurrentGemmaConfig`: Griffin's recurrences, every third layer attention in a window. */
export const recurrentGemma = decoder({
	modelType: 'recurrent_gemma',
	prefix: 'RecurrentGemma',
	classes: ['ForCausalLM', 'Model'],
	defaults: { width: 2560, layers: 26, heads: 10, feedForward: 7680, positions: 8192, vocabulary: 256000, tied: true, activation: 'gelu_pytorch_tanh' },
	norm: (keys) => ({ kind: 'rms', epsilon: keys.number('rms_norm_eps', 1e-6), centred: true }),
	activationKey: 'hidden_activation',
	bias: (keys) => {
		const bias = keys.flag('attention_bias', false);
		return { query: bias, key: bias, value: bias, output: true };
	},
	kind: (keys) => {
		const types = keys.names('block_types') ?? ['recurrent', 'recurrent', 'attention'];
		return (index) => types[index % types.length] ?? 'recurrent';
	},
	mask: (keys) => {
		const window = keys.count(['sliding_window', 'attention_window_size'], 2048);
		return () => ({ kind: 'causal-window', window });
	},
	mixer: (keys, { width, heads }, _index, kind) => (kind === 'attention' ? undefined : recurrence(keys, width, heads)),
	positions: (keys, { headSize, positions }) => rotary(keys, headSize, { maximum: positions, share: 0.5 }),
	feedForward: (_, usual) => ({ ...usual, size: Math.max(1, Math.floor(usual.size / 2)), bias: true }),
	names: {
		query: `${block}.q_proj`,
		key: `${block}.k_proj`,
		value: `${block}.v_proj`,
		output: `${block}.o_proj`,
		attention_norm: '{body}layers.{layer}.temporal_pre_norm',
		feed_forward_norm: '{body}layers.{layer}.channel_pre_norm',
		gate: '{body}layers.{layer}.mlp_block.gate_proj',
		up: '{body}layers.{layer}.mlp_block.up_proj',
		down: '{body}layers.{layer}.mlp_block.down_proj',
		final_norm: '{body}final_norm',
	},
});
