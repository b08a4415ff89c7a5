import type { TensorNames } from '../architecture.ts';
import { decoder } from './decoder.ts';
import { sameBias } from './family.ts';
import { rotary } from './positions.ts';
import { mamba2ByKeys } from './state-space.ts';

/** Bamba's names, where they are not Llama's. */
export const bambaNames: TensorNames = {
	feed_forward_norm: '{body}layers.{layer}.pre_ff_layernorm',
	gate: '{body}layers.{layer}.feed_forward.gate_proj',
	up: '{body}layers.{layer}.feed_forward.up_proj',
	down: '{body}layers.{layer}.feed_forward.down_proj',
	final_norm: '{body}final_layernorm',
};

/** `BambaConfig`: Mamba-2 with attention in `attn_layer_indices`, where half of each head rotates. */
export const bamba = decoder({
	modelType: 'bamba',
	prefix: 'Bamba',
	classes: ['ForCausalLM', 'Model'],
	defaults: { width: 4096, layers: 32, heads: 32, kvHeads: 8, feedForward: 14336, positions: 262144, vocabulary: 128000, epsilon: 1e-5 },
	bias: (keys) => sameBias(keys.flag('attention_bias', false)),
	feedForward: (keys, usual) => ({ ...usual, bias: keys.flag('mlp_bias', false) }),
	kind: (keys) => {
		const attending = new Set(keys.numbers('attn_layer_indices'));
		return (index) => (attending.has(index) ? 'attention' : 'mamba');
	},
	mixer: (keys, { width }, _index, kind) => (kind === 'mamba' ? mamba2ByKeys(keys, width, '{body}layers.{layer}.mamba') : undefined),
	positions: (keys, { headSize, positions }) => rotary(keys, headSize, { maximum: positions, share: 0.5 }),
	names: bambaNames,
});
