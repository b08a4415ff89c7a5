import { labelCount, sameBias } from './family.ts';
import { modernBertLike, predictionHead } from './modernbert.ts';

/** `ModernBertDecoderConfig`: ModernBERT that learns the next token, with a tensor each for queries, keys and values. */
export const modernbertDecoder = modernBertLike({
	modelType: 'modernbert-decoder',
	prefix: 'ModernBertDecoder',
	heads: {
		ForCausalLM: ['vocabulary'],
		Model: [],
		ForSequenceClassification: [predictionHead, (keys) => ({ kind: 'classifier', labels: labelCount(keys), bias: keys.flag('classifier_bias', false) })],
	},
	decodes: 'always',
	window: (half) => ({ kind: 'causal-window', window: half }),
	attention: (keys) => ({ bias: sameBias(keys.flag('attention_bias', false)) }),
	names: {
		query: '{body}layers.{layer}.attn.q_proj',
		key: '{body}layers.{layer}.attn.k_proj',
		value: '{body}layers.{layer}.attn.v_proj',
		transform: 'lm_head.dense',
		transform_norm: 'lm_head.norm',
		classifier: 'classifier',
	},
});
