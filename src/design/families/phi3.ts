import { decoder } from './decoder.ts';
import { rotary, window } from './positions.ts';

/** `Phi3Config`: one tensor for queries, keys and values, one for gate and up. */
export const phi3 = decoder({
	modelType: 'phi3',
	prefix: 'Phi3',
	defaults: { width: 3072, layers: 32, heads: 32, feedForward: 8192, positions: 4096, vocabulary: 32064, epsilon: 1e-5 },
	dropout: { embedding: 'embd_pdrop', probabilities: 'attention_dropout', attention: 'resid_pdrop', feedForward: 'resid_pdrop' },
	attention: () => ({ fused: 'blocks' }),
	mask: (keys) => window(keys, undefined),
	positions: (keys, { headSize, positions }) => rotary(keys, headSize, { maximum: positions }),
	feedForward: (_, usual) => ({ ...usual, fused: true }),
	names: { query_key_value: '{body}layers.{layer}.self_attn.qkv_proj' },
});
