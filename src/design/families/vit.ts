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
