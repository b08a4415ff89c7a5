import { labelCount } from './family.ts';
import { imagePooler, imageTransformer, pixelDecoder, qkvBias } from './image-transformer.ts';
import { linearParts, onTop } from './parts.ts';

/** `ViTConfig`: a class token before the patches, learned positions. */
export const vit = imageTransformer({
	modelType: 'vit',
	prefix: 'ViT',
	classes: ['Model', 'ForImageClassification', 'ForMaskedImageModeling'],
	body: 'vit',
	patchSize: 16,
	epsilon: 1e-12,
	tokens: (_, { body, width, ending }) =>
		(ending === 'ForMaskedImageModeling' ? ['cls_token', 'mask_token'] : ['cls_token']).map((name) => ({
			name: `${body}embeddings.${name}`,
			shape: [1, 1, width],
		})),
	places: () => 1,
	bias: qkvBias,
	heads: (keys, sizes) => {
		if (sizes.ending === 'Model') return [imagePooler(keys, sizes.width)];
		if (sizes.ending === 'ForMaskedImageModeling') return [pixelDecoder(keys, sizes)];
		return [onTop('classifier', linearParts('classifier', sizes.width, labelCount(keys)))];
	},
});

/** `ViTMSNConfig`: ViT without a pooler. */
export const vitMsn = imageTransformer({
	modelType: 'vit_msn',
	prefix: 'ViTMSN',
	classes: ['Model', 'ForImageClassification'],
	body: 'vit',
	patchSize: 16,
	epsilon: 1e-6,
	tokens: (_, { body, width }) => [{ name: `${body}embeddings.cls_token`, shape: [1, 1, width] }],
	places: () => 1,
	bias: qkvBias,
	heads: (keys, { width, ending }) => (ending === 'Model' ? [] : [onTop('classifier', linearParts('classifier', width, labelCount(keys)))]),
});

/** `IJepaConfig`: patches alone. */
export const ijepa = imageTransformer({
	modelType: 'ijepa',
	prefix: 'IJepa',
	classes: ['Model', 'ForImageClassification'],
	body: 'ijepa',
	patchSize: 16,
	epsilon: 1e-12,
	tokens: () => [],
	places: () => 0,
	bias: qkvBias,
	heads: (keys, { width, ending }) => (ending === 'Model' ? [] : [onTop('classifier', linearParts('classifier', width, labelCount(keys)))]),
});
