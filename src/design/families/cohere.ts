import { decoder } from './decoder.ts';
import { sameBias } from './family.ts';
import { sharedNorm } from './norms.ts';
import { rotary } from './positions.ts';

/** `CohereConfig`: one norm without shift, attention and feed-forward side by side, tied. */
export const cohere = decoder({
	modelType: 'cohere',
	prefix: 'Cohere',
	defaults: { width: 8192, layers: 40, heads: 64, feedForward: 22528, positions: 8192, vocabulary: 256000, tied: true, base: 500000 },
	norm: (keys) => ({ kind: 'layer', epsilon: keys.number('layer_norm_eps', 1e-5), bias: false }),
	bias: (keys) => sameBias(keys.flag('attention_bias', false)),
	attention: (keys, { heads, kvHeads, headSize }, norm) =>
		keys.flag('use_qk_norm', false) ? { queryKeyNorm: { norm, query: [heads, headSize], key: [kvHeads, headSize] } } : {},
	positions: (keys, { headSize, positions }) => ({ ...rotary(keys, headSize, { base: 500000, maximum: positions }), interleaved: true }),
	logits: (keys) => (keys.isNull('logit_scale') ? {} : { scale: keys.number('logit_scale', 0.0625) }),
	layer: (_, norm) => sharedNorm(norm),
});
