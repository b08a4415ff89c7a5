import { decoder } from './decoder.ts';
import { sameBias } from './family.ts';

/** `DiffLlamaConfig`: the difference of two attentions, weighed by four learned vectors. */
export const diffllama = decoder({
	modelType: 'diffllama',
	prefix: 'DiffLlama',
	answeringBody: 'transformer',
	defaults: { width: 2048, layers: 16, heads: 32, feedForward: 8192, positions: 2048, vocabulary: 32000, epsilon: 1e-5 },
	bias: (keys) => sameBias(keys.flag('attention_bias', false)),
	layer: (_keys, norm, { headSize }) => ({
		norms: { attention_norm: norm, feed_forward_norm: norm },
		arrangement: 'pre',
		parts: ['q1', 'k1', 'q2', 'k2'].map((name) => ({ name: `{body}layers.{layer}.self_attn.lambda_${name}`, shape: [headSize] })),
	}),
});
