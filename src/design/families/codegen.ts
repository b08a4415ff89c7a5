import { decoder } from './decoder.ts';
import { gptKeyNames, gptNames } from './gpt.ts';
import { sharedNorm } from './norms.ts';

/** `CodeGenConfig`: GPT-J with queries, keys and values in one tensor. */
export const codegen = decoder({
	modelType: 'codegen',
	prefix: 'CodeGen',
	classes: ['ForCausalLM', 'Model'],
	defaults: { width: 4096, layers: 28, heads: 16, positions: 2048, vocabulary: 50400, activation: 'gelu_new' },
	keyNames: gptKeyNames,
	ungrouped: true,
	readsHeadDim: false,
	activationKey: 'activation_function',
	norm: (keys) => ({ kind: 'layer', epsilon: keys.number('layer_norm_epsilon', 1e-5) }),
	attention: () => ({ fused: 'groups' }),
	positions: (keys, { headSize, positions }) => ({ kind: 'rotary', base: 10000, maximum: positions, dimensions: keys.size('rotary_dim', 64) ?? headSize }),
	feedForward: (_, usual) => ({ ...usual, gated: false, bias: true }),
	layer: (_, norm) => sharedNorm(norm),
	headBias: () => true,
	body: 'transformer',
	names: {
		...gptNames,
		query_key_value: '{body}h.{layer}.attn.qkv_proj',
		output: '{body}h.{layer}.attn.out_proj',
		up: '{body}h.{layer}.mlp.fc_in',
		down: '{body}h.{layer}.mlp.fc_out',
	},
});
