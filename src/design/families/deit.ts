import { labelCount } from './family.ts';
import { imagePooler, imageTransformer, pixelDecoder, qkvBias } from './image-transformer.ts';
import { linearParts, onTop } from './parts.ts';

/** `DeiTConfig`: ViT with a second token that learns from a teacher. */
export const deit = imageTransformer({
	modelType: 'deit',
	prefix: 'DeiT',
	classes: ['Model', 'ForImageClassification', 'ForImageClassificationWithTeacher', 'ForMaskedImageModeling'],
	body: 'deit',
	patchSize: 16,
	epsilon: 1e-12,
	tokens: (_, { body, width, ending }) =>
		['cls_token', 'distillation_token', ...(ending === 'ForMaskedImageModeling' ? ['mask_token'] : [])].map((name) => ({
			name: `${body}embeddings.${name}`,
			shape: [1, 1, width],
		})),
	places: () => 2,
	bias: qkvBias,
	heads: (keys, sizes) => {
		const { width, ending } = sizes;
		const classifier = (name: string) => linearParts(name, width, labelCount(keys));
		if (ending === 'Model') return [imagePooler(keys, width)];
		if (ending === 'ForMaskedImageModeling') return [pixelDecoder(keys, sizes)];
		if (ending === 'ForImageClassification') return [onTop('classifier', classifier('classifier'))];
		return [onTop('two classifiers', [...classifier('cls_classifier'), ...classifier('distillation_classifier')])];
	},
});
