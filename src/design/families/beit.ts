import type { Part } from '../architecture.ts';
import type { Keys } from '../keys.ts';
import { labelCount } from './family.ts';
import { type ImageSizes, imageTransformer } from './image-transformer.ts';
import { everyToken, linearParts, onTop } from './parts.ts';

/** `BeitConfig`: keys without bias, scaled blocks, positions as biases by distance. */
export const beit = imageTransformer({
	modelType: 'beit',
	prefix: 'Beit',
	classes: ['Model', 'ForImageClassification', 'ForMaskedImageModeling'],
	body: 'beit',
	patchSize: 16,
	epsilon: 1e-12,
	tokens: (keys, sizes) => {
		const { body, width } = sizes;
		return [
			{ name: `${body}embeddings.cls_token`, shape: [1, 1, width] },
			...(keys.flag('use_mask_token', false) ? [{ name: `${body}embeddings.mask_token`, shape: [1, 1, width] }] : []),
			...(keys.flag('use_shared_relative_position_bias', false) ? [distances(`${body}shared_position_bias`, sizes)] : []),
		];
	},
	places: (keys) => (keys.flag('use_absolute_position_embeddings', false) ? 1 : false),
	bias: () => ({ query: true, key: false, value: true, output: true }),
	attention: (keys, sizes) =>
		keys.flag('use_relative_position_bias', false) || keys.flag('use_shared_relative_position_bias', false)
			? { relativeBias: { buckets: buckets(sizes), owned: false } }
			: {},
	parts: (keys, sizes) => {
		const { body, width } = sizes;
		const scales = keys.number('layer_scale_init_value', 0.1, { zero: true }) > 0 ? ['lambda_1', 'lambda_2'] : [];
		return [
			...scales.map((name) => ({ name: `${body}layers.{layer}.${name}`, shape: [width] })),
			...(keys.flag('use_relative_position_bias', false) ? [distances(`${body}layers.{layer}.relative_position_bias`, sizes)] : []),
		];
	},
	finalNorm: (keys) => !pools(keys),
	heads: (keys, { body, width, ending }) => {
		if (ending === 'ForMaskedImageModeling')
			return [{ kind: 'other', what: 'scores over visual tokens', everyToken: true, parts: visualScores(width, keys.count('vocab_size', 8192)) }];
		return [
			...(pools(keys)
				? [
						onTop(
							'norm of the mean',
							['weight', 'bias'].map((name) => ({ name: `${body}pooler.layernorm.${name}`, shape: [width] })),
						),
					]
				: []),
			...(ending === 'ForImageClassification' ? [onTop('classifier', linearParts('classifier', width, labelCount(keys)))] : []),
		];
	},
});

const pools = (keys: Keys): boolean => keys.flag('use_mean_pooling', true);

/** Distances down and across, and three for the class token. */
const buckets = ({ patches: { rows, columns } }: ImageSizes): number => (2 * rows - 1) * (2 * columns - 1) + 3;

const distances = (module: string, sizes: ImageSizes): Part => ({ name: `${module}.relative_position_bias_table`, shape: [buckets(sizes), sizes.heads] });

const visualScores = (width: number, vocabulary: number): Part[] => [
	...['weight', 'bias'].map((name) => ({ name: `layernorm.${name}`, shape: [width] })),
	...everyToken(linearParts('lm_head', width, vocabulary)),
];
