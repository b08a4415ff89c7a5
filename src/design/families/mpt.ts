import { decoder } from './decoder.ts';
import { byWidth } from './family.ts';

/** `MptConfig`: linear biases for positions and no bias anywhere; the class has neither its own head groups nor `expansion_ratio`. */
export const mpt = decoder({
	modelType: 'mpt',
	prefix: 'Mpt',
	defaults: { width: 2048, layers: 24, heads: 16, positions: 2048, vocabulary: 50368, tied: true },
	keyNames: {
		width: ['d_model', 'hidden_size'],
		layers: ['n_layers', 'num_hidden_layers'],
		heads: ['n_heads', 'num_attention_heads'],
		positions: 'max_seq_len',
	},
	ungrouped: true,
	readsHeadDim: false,
	norm: (keys) => ({ kind: 'layer', epsilon: keys.number('layer_norm_epsilon', 1e-5), bias: false }),
	attention: (_, sizes) => ({ fused: 'blocks', ...byWidth(sizes) }),
	positions: (_, { positions }) => ({ kind: 'alibi', maximum: positions }),
	fixedActivation: 'gelu',
	fourfold: true,
	feedForward: (_, usual) => ({ ...usual, gated: false }),
	body: 'transformer',
	tokenClassifier: 'classifier',
	names: {
		token: '{body}wte',
		query_key_value: '{body}blocks.{layer}.attn.Wqkv',
		output: '{body}blocks.{layer}.attn.out_proj',
		attention_norm: '{body}blocks.{layer}.norm_1',
		feed_forward_norm: '{body}blocks.{layer}.norm_2',
		up: '{body}blocks.{layer}.ffn.up_proj',
		down: '{body}blocks.{layer}.ffn.down_proj',
		final_norm: '{body}norm_f',
	},
});
