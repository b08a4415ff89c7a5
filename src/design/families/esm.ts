import { encoder } from './encoder.ts';
import { robertaHeads } from './encoder-heads.ts';
import { linearParts } from './parts.ts';
import { rotary } from './positions.ts';
import { paddedPositions, robertaNames } from './roberta.ts';

/** `EsmConfig`: proteins; norms before the blocks, learned or rotary positions, a head that tells contacts in every class. */
export const esm = encoder({
	modelType: 'esm',
	prefix: 'Esm',
	body: 'esm',
	heads: {
		ForMaskedLM: ['vocabulary'],
		Model: ['pooler'],
		ForSequenceClassification: robertaHeads.ForSequenceClassification,
		ForTokenClassification: ['classifier'],
	},
	defaults: { width: 768, layers: 12, heads: 12, feedForward: 3072, positions: 1026, vocabulary: 33 },
	decodes: true,
	fixedActivation: () => 'gelu',
	positions: (keys, sizes) => {
		const kind = keys.isNull('position_embedding_type') ? 'none' : keys.text('position_embedding_type', 'absolute');
		if (kind === 'absolute') return paddedPositions(keys, sizes);
		return kind === 'rotary' ? rotary(keys, sizes.headSize, { maximum: sizes.positions }) : { kind: 'none', maximum: sizes.positions };
	},
	embedding: (keys, { layers, heads }, norm) => ({
		norm: keys.flag('emb_layer_norm_before', false) ? norm : undefined,
		parts: linearParts('{body}contact_head.regression', layers * heads, 1),
	}),
	layer: () => ({ arrangement: 'pre' }),
	finalNorm: true,
	vocabularyHead: () => ({ untiedBias: false }),
	names: {
		...robertaNames,
		embedding_norm: '{body}embeddings.layer_norm',
		attention_norm: '{body}encoder.layer.{layer}.attention.LayerNorm',
		cross_attention_norm: '{body}encoder.layer.{layer}.crossattention.LayerNorm',
		feed_forward_norm: '{body}encoder.layer.{layer}.LayerNorm',
		final_norm: '{body}encoder.emb_layer_norm_after',
	},
});
