import type { Keys } from '../keys.ts';
import { decoder } from './decoder.ts';
import { biasNowhere } from './family.ts';
import { perHeadNorm } from './norms.ts';

/** `MllamaTextConfig`: Llama whose `cross_attention_layers` look at the image alone, behind gates. */
export const mllamaTextModel = decoder({
	modelType: 'mllama_text_model',
	prefix: 'Mllama',
	classes: ['ForCausalLM', 'TextModel'],
	bodyClass: 'MllamaTextModel',
	defaults: { width: 4096, layers: 40, heads: 32, kvHeads: 8, feedForward: 14336, positions: 131072, vocabulary: 128256, epsilon: 1e-5 },
	readsHeadDim: false,
	untied: true,
	kind: (keys) => {
		const crossing = crossingLayers(keys);
		return (index) => (crossing.has(index) ? 'cross' : 'self');
	},
	crossAttention: (_, sizes, norm, kind) =>
		kind === 'cross'
			? {
					heads: sizes.heads,
					kvHeads: sizes.kvHeads,
					queryKeySize: sizes.headSize,
					valueSize: sizes.headSize,
					mask: { kind: 'full' },
					bias: biasNowhere,
					...perHeadNorm(sizes, norm),
				}
			: undefined,
	layer: (_keys, norm, _sizes, _index, kind) => ({
		norms: { attention_norm: norm, feed_forward_norm: norm },
		arrangement: 'pre',
		...(kind === 'cross' && { parts: ['attn', 'mlp'].map((gate) => ({ name: `{body}layers.{layer}.cross_attn_${gate}_gate`, shape: [1] })) }),
	}),
	// Eight rows more than the head has scores: image, padding and other special tokens.
	embedding: () => ({ extraTokens: 8 }),
	names: {
		cross_query: '{body}layers.{layer}.cross_attn.q_proj',
		cross_key: '{body}layers.{layer}.cross_attn.k_proj',
		cross_value: '{body}layers.{layer}.cross_attn.v_proj',
		cross_output: '{body}layers.{layer}.cross_attn.o_proj',
		cross_query_norm: '{body}layers.{layer}.cross_attn.q_norm',
		cross_key_norm: '{body}layers.{layer}.cross_attn.k_norm',
	},
});

/** Indices of the layers that look at the image. */
function crossingLayers(keys: Keys): ReadonlySet<number> {
	const written = keys.get('cross_attention_layers');
	if (!Array.isArray(written)) return new Set([3, 8, 13, 18, 23, 28, 33, 38]);
	keys.resolved.set('cross_attention_layers', { value: written, from: 'file' });
	return new Set(written.filter((index) => typeof index === 'number'));
}
