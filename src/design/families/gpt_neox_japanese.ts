import { decoder } from './decoder.ts';
import { byWidth } from './family.ts';
import { neoxNames } from './gpt_neox.ts';
import { rotary } from './positions.ts';

/** `GPTNeoXJapaneseConfig`: GPT-NeoX one block after the other, without biases but on the last layer's attention. */
export const gptNeoxJapanese = decoder({
	modelType: 'gpt_neox_japanese',
	prefix: 'GPTNeoXJapanese',
	classes: ['ForCausalLM', 'Model'],
	defaults: { width: 2560, layers: 32, heads: 32, positions: 2048, vocabulary: 32000, tied: true, activation: 'gelu' },
	keyNames: { feedForward: 'intermediate_multiple_size' },
	ungrouped: true,
	readsHeadDim: false,
	norm: (keys) => ({ kind: 'layer', epsilon: keys.number('layer_norm_eps', 1e-5) }),
	attention: (_, sizes) => ({ fused: 'heads', ...byWidth(sizes) }),
	positions: (keys, { headSize, positions }) => rotary(keys, headSize, { maximum: positions }),
	feedForward: (keys, usual, { width }) => ({ ...usual, size: width * keys.count('intermediate_multiple_size', 4), gated: false }),
	kind:
		(_, { layers }) =>
		(index) =>
			index === layers - 1 ? 'last' : '',
	layer: (_, norm, { width, layers }, index) => ({
		norms: { attention_norm: norm, feed_forward_norm: norm },
		arrangement: 'pre',
		...(index === layers - 1 && { parts: [{ name: '{body}layers.{layer}.attention.dense_bias', shape: [width] }] }),
	}),
	body: 'gpt_neox_japanese',
	names: { ...neoxNames, head: 'embed_out' },
});
