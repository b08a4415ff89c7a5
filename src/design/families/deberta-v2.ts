import { debertaEmbedding, debertaHeads, debertaOwnNames, debertaPositions, debertaVocabulary, distanceSpan, distanceTerms } from './deberta.ts';
import { encoder } from './encoder.ts';
import { linearParts, normParts } from './parts.ts';

/** `DebertaV2Config` (DeBERTa v2 and v3): distances in buckets, projections that may be shared, a convolution beside the first layer. */
export const debertaV2 = encoder({
	modelType: 'deberta-v2',
	prefix: 'DebertaV2',
	body: 'deberta',
	heads: debertaHeads,
	defaults: { width: 1536, layers: 24, heads: 24, feedForward: 6144, positions: 512, vocabulary: 128100, tokenTypes: 0, epsilon: 1e-7 },
	headSizeKey: 'attention_head_size',
	positions: debertaPositions,
	embedding: (keys, sizes) => {
		const { width } = sizes;
		const buckets = keys.get('position_buckets');
		const span = typeof buckets === 'number' && buckets > 0 ? keys.count('position_buckets', 256) : distanceSpan(keys, sizes);
		const kernel = keys.has('conv_kernel_size') ? keys.count('conv_kernel_size', 0, { minimum: 0 }) : 0;
		return debertaEmbedding(keys, sizes, [
			...(keys.flag('relative_attention', false) ? [{ name: '{body}encoder.rel_embeddings.weight', shape: [2 * span, width] }] : []),
			...(keys
				.text('norm_rel_ebd', 'none')
				.toLowerCase()
				.split('|')
				.some((word) => word.trim() === 'layer_norm')
				? normParts('{body}encoder.LayerNorm', width)
				: []),
			...(kernel > 0
				? [
						{ name: '{body}encoder.conv.conv.weight', shape: [width, Math.ceil(width / keys.count('conv_groups', 1)), kernel], multiplies: true },
						{ name: '{body}encoder.conv.conv.bias', shape: [width] },
						...normParts('{body}encoder.conv.LayerNorm', width),
					]
				: []),
		]);
	},
	layer: (keys, _, { width, heads, headSize }) => {
		const all = heads * headSize;
		const terms = keys.flag('share_att_key', false) ? [] : distanceTerms(keys);
		const projection = (name: string) => linearParts(`{body}encoder.layer.{layer}.attention.self.${name}`, width, all);
		return { parts: [...(terms.includes('c2p') ? projection('pos_key_proj') : []), ...(terms.includes('p2c') ? projection('pos_query_proj') : [])] };
	},
	vocabularyHead: debertaVocabulary,
	names: (keys) => ({
		query: '{body}encoder.layer.{layer}.attention.self.query_proj',
		key: '{body}encoder.layer.{layer}.attention.self.key_proj',
		value: '{body}encoder.layer.{layer}.attention.self.value_proj',
		...debertaOwnNames(keys),
	}),
});
