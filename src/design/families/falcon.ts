import type { Keys } from '../keys.ts';
import { bloomNames } from './bloom.ts';
import { decoder } from './decoder.ts';
import { sameBias } from './family.ts';
import { sharedNorm } from './norms.ts';
import { rotary } from './positions.ts';

/** `FalconConfig`: one key/value head (7B), groups of them (`new_decoder_architecture`, 40B) or linear biases and own keys (1B). */
export const falcon = decoder({
	modelType: 'falcon',
	prefix: 'Falcon',
	defaults: { width: 4544, layers: 32, heads: 71, positions: 2048, vocabulary: 65024, tied: true, activation: 'gelu' },
	keyNames: { width: ['n_embed', 'hidden_size'], keyValueHeads: 'num_kv_heads', feedForward: 'ffn_hidden_size' },
	readsHeadDim: false,
	activationKey: 'activation',
	// Probabilities are dropped with linear biases alone, and the sum of two blocks side by side is dropped as one.
	dropout: (keys) => ({
		...(keys.flag('alibi', false) && { probabilities: 'attention_dropout' }),
		...(keys.flag('parallel_attn', true) ? { together: 'hidden_dropout' } : { attention: 'attention_dropout', feedForward: 'hidden_dropout' }),
	}),
	norm: (keys) => ({ kind: 'layer', epsilon: keys.number('layer_norm_epsilon', 1e-5) }),
	bias: (keys) => sameBias(keys.flag('bias', false)),
	attention: (keys, { heads, kvHeads }) => {
		if (grouped(keys)) return { kvHeads, fused: 'groups' };
		return keys.flag('multi_query', true) ? { kvHeads: 1, fused: 'groups' } : { kvHeads: heads, fused: 'heads' };
	},
	positions: (keys, { headSize, positions }) =>
		keys.flag('alibi', false) ? { kind: 'alibi', maximum: positions, scaled: true } : rotary(keys, headSize, { maximum: positions }),
	feedForward: (keys, usual) => ({ ...usual, gated: false, bias: keys.flag('bias', false) }),
	layer: (keys, norm) => {
		if (!keys.flag('parallel_attn', true)) return { norms: { attention_norm: norm, feed_forward_norm: norm }, arrangement: 'pre' };
		return twoNorms(keys) ? { norms: { attention_norm: norm, feed_forward_norm: norm }, arrangement: 'parallel' } : sharedNorm(norm);
	},
	body: 'transformer',
	tokenClassifier: 'classifier',
	names: (keys) => ({
		...bloomNames,
		...(keys.flag('parallel_attn', true) && twoNorms(keys) && { attention_norm: '{body}h.{layer}.ln_attn', feed_forward_norm: '{body}h.{layer}.ln_mlp' }),
	}),
});

const grouped = (keys: Keys): boolean => keys.flag('new_decoder_architecture', false);

/** A norm for each of the two blocks that stand side by side. */
const twoNorms = (keys: Keys): boolean => keys.count('num_ln_in_parallel_attn', grouped(keys) ? 2 : 1, { origin: 'derived', minimum: 0 }) === 2;
