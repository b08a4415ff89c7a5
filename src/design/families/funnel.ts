import type { Part } from '../architecture.ts';
import type { Keys } from '../keys.ts';
import { type EncoderFamily, encoder } from './encoder.ts';
import { denseParts, type HeadWord } from './encoder-heads.ts';
import { type Family, labelCount } from './family.ts';
import { everyToken, linearParts, normParts, onEveryToken, onTop } from './parts.ts';

/** Layers of each block, as `block_sizes` says; a file cannot ask for more than a thousand in all. */
function blockSizes(keys: Keys): number[] {
	const sizes = (keys.numbers('block_sizes', 1) ?? [4, 4, 4]).map((size) => Math.min(1000, size));
	return sizes.reduce((sum, size) => sum + size, 0) > 1000 ? [4, 4, 4] : sizes;
}

/** The module of a layer: the blocks one after the other, then the decoder. */
function moduleOf(keys: Keys, index: number): string {
	let place = index;
	for (const [block, size] of blockSizes(keys).entries()) {
		if (place < size) return `{body}encoder.blocks.${block}.${place}`;
		place -= size;
	}
	return `{body}decoder.layers.${place}`;
}

/** Funnel's two bodies: with a decoder that brings back the full length, or without (`FunnelBaseModel`). */
const withBody = (own: Pick<EncoderFamily, 'heads' | 'bareEnd'>, decodes: boolean): Family =>
	encoder({
		...own,
		modelType: 'funnel',
		prefix: 'Funnel',
		body: 'funnel',
		defaults: { width: 768, layers: 12, heads: 12, feedForward: 3072, positions: 512, vocabulary: 30522, epsilon: 1e-9, activation: 'gelu_new' },
		keyNames: { width: ['d_model', 'hidden_size'], heads: ['n_head', 'num_attention_heads'], feedForward: 'd_inner' },
		passes: (keys) => {
			const blocks = blockSizes(keys).reduce((sum, size) => sum + size, 0);
			return { layers: blocks + (decodes ? keys.count('num_decoder_layers', 2, { minimum: 0, maximum: 1000 }) : 0), passes: 1 };
		},
		kind: (index) => index,
		positions: () => ({ kind: 'relative' }),
		attention: (keys, { width, heads, headSize, decoupled }, _, index) => {
			const size = decoupled && keys.has('head_dim') ? headSize : keys.count('d_head', 64);
			const module = `${moduleOf(keys, index)}.attention`;
			const parts: Part[] = [
				...everyToken([
					...linearParts(`${module}.q_head`, width, heads * size, false),
					...linearParts(`${module}.k_head`, width, heads * size),
					...linearParts(`${module}.v_head`, width, heads * size),
					...linearParts(`${module}.post_proj`, heads * size, width),
				]),
				{ name: `${module}.r_kernel`, shape: [width, heads, size] },
				...['r_w_bias', 'r_r_bias', 'r_s_bias'].map((name) => ({ name: `${module}.${name}`, shape: [heads, size] })),
				{ name: `${module}.seg_embed`, shape: [2, heads, size] },
				...normParts(`${module}.layer_norm`, width),
			];
			return { queryKeySize: size, valueSize: size, parts };
		},
		feedForward: (keys, usual, { width }, index) => {
			const module = `${moduleOf(keys, index)}.ffn`;
			const parts = [
				...linearParts(`${module}.linear_1`, width, usual.size),
				...linearParts(`${module}.linear_2`, usual.size, width),
				...normParts(`${module}.layer_norm`, width),
			];
			return { ...usual, parts: everyToken(parts) };
		},
		layer: () => ({ norms: {} }),
		vocabularyHead: () => ({ transform: false, untiedBias: false }),
		names: { embedding_norm: '{body}embeddings.layer_norm', head: 'lm_head', headBias: 'lm_head' },
	});

/** A classifier of the whole, with a layer of its own. */
const wholeClassifier =
	(labels: (keys: Keys) => number): HeadWord =>
	(keys, { width }) =>
		onTop('classifier', denseParts('classifier.linear_hidden', 'classifier.linear_out', width, labels(keys)));

const full = withBody(
	{
		heads: {
			ForMaskedLM: ['vocabulary'],
			Model: [],
			ForPreTraining: [
				(_, { width }) => onEveryToken('discriminator', denseParts('discriminator_predictions.dense', 'discriminator_predictions.dense_prediction', width, 1)),
			],
			ForTokenClassification: ['classifier'],
			ForQuestionAnswering: ['answers'],
		},
	},
	true,
);
const base = withBody(
	{
		heads: { BaseModel: [], ForSequenceClassification: [wholeClassifier((keys) => labelCount(keys))], ForMultipleChoice: [wholeClassifier(() => 1)] },
		bareEnd: 'BaseModel',
	},
	false,
);

/** `FunnelConfig`: blocks that halve the sequence one after the other. */
export const funnel: Family = {
	...full,
	classes: [...full.classes, ...base.classes],
	architecture: (keys, options) => (base.classes.includes(options.modelClass) ? base : full).architecture(keys, options),
};
