import type { Architecture, Attention, FeedForward, Head, Part, TensorNames } from '../architecture.ts';
import type { Keys } from '../keys.ts';
import { activation, alike, type Family, headSizeOf, type KeyNames, layerCount, usualKeyNames } from './family.ts';
import { imageEmbedding, type Patches, patchProjection, readPatches } from './images.ts';
import { linearParts, onTop } from './parts.ts';

const { keyValueHeads: _, ...usualNames } = usualKeyNames;
const keyNames = { ...usualNames, positions: 'image_size' } satisfies KeyNames;

/** An image family once its sizes are read. */
export interface ImageSizes {
	width: number;
	heads: number;
	patches: Patches;
	/** Module that holds the model in the classes with a head, with its dot. */
	body: string;
	/** What the class's name says after the family's: `ForImageClassification`. */
	ending: string;
}

/** How one family of image transformers differs from ViT. */
export interface ImageTransformer {
	modelType: string;
	/** The classes' common beginning: `ViT` of `ViTModel`. */
	prefix: string;
	/** Endings of the classes that are counted, the usual one first. */
	classes: readonly [string, ...string[]];
	body: string;
	/** Endings of the classes whose tensors have no body in their names: `Model` alone unless told. */
	bare?: readonly string[];
	patchSize: number;
	epsilon: number;
	/** Tokens that join the patches, by their names and shapes. */
	tokens(keys: Keys, sizes: ImageSizes): Part[];
	/** How many of them have a place; false where places are not learned in a table. */
	places(keys: Keys): number | false;
	bias(keys: Keys): Attention['bias'];
	attention?(keys: Keys, sizes: ImageSizes): Partial<Attention>;
	feedForward?(keys: Keys, usual: FeedForward, sizes: ImageSizes): FeedForward;
	/** What each layer owns besides. */
	parts?(keys: Keys, sizes: ImageSizes): Part[];
	/** False in the classes without a norm after the last layer. */
	finalNorm?(keys: Keys, sizes: ImageSizes): boolean;
	heads(keys: Keys, sizes: ImageSizes): Head[];
	names?(sizes: ImageSizes, feedForward: FeedForward): TensorNames;
}

/** A family of transformers over the patches of an image. */
export function imageTransformer(family: ImageTransformer): Family {
	const { modelType, prefix, bare = ['Model'] } = family;
	const [usual, ...others] = family.classes;
	return {
		modelType,
		classes: [`${prefix}${usual}`, ...others.map((ending) => `${prefix}${ending}`)],
		readsHeadDim: true,
		keyNames,
		architecture(keys, { modelClass }): Architecture {
			const ending = modelClass.slice(prefix.length);
			const body = bare.includes(ending) ? '' : `${family.body}.`;
			const width = keys.count('hidden_size', 768);
			const heads = keys.count('num_attention_heads', 12);
			const headSize = headSizeOf(keys, 'head_dim', width, heads, true);
			const norm = { kind: 'layer', epsilon: keys.number('layer_norm_eps', family.epsilon) } as const;
			const sizes: ImageSizes = { width, heads, patches: readPatches(keys, family.patchSize), body, ending };
			const hidden = activation(keys, 'hidden_act', 'gelu');
			const feedForward: FeedForward = family.feedForward?.(keys, { size: 4 * width, gated: false, activation: hidden, bias: true }, sizes) ?? {
				size: keys.count('intermediate_size', 3072),
				gated: false,
				activation: hidden,
				bias: true,
			};
			const parts = family.parts?.(keys, sizes) ?? [];
			const places = family.places(keys);
			const table = { name: `${body}embeddings.position_embeddings`, shape: [1, sizes.patches.count + (places || 0), width] };
			const embedding = imageEmbedding(sizes.patches, places === false ? 1 : places, [
				...family.tokens(keys, sizes),
				...(places === false ? [] : [table]),
				...patchProjection(`${body}embeddings.patch_embeddings.projection`, width, sizes.patches),
			]);
			const layer = `${body}layers.{layer}`;
			return {
				modelType,
				modelClass,
				objective: 'other',
				vocabulary: 0,
				width,
				embedding: places === false ? { ...embedding, positions: { kind: 'relative', maximum: sizes.patches.count + 1 } } : embedding,
				layers: alike(layerCount(keys, 'num_hidden_layers', 12), {
					attention: {
						heads,
						kvHeads: heads,
						queryKeySize: headSize,
						valueSize: headSize,
						mask: { kind: 'full' },
						bias: family.bias(keys),
						...family.attention?.(keys, sizes),
					},
					feedForward,
					norms: { attention_norm: norm, feed_forward_norm: norm },
					arrangement: 'pre',
					...(parts.length > 0 && { parts }),
				}),
				...((family.finalNorm?.(keys, sizes) ?? true) && { finalNorm: norm }),
				heads: family.heads(keys, sizes),
				initializerRange: keys.number('initializer_range', 0.02),
				names: {
					query: `${layer}.attention.q_proj`,
					key: `${layer}.attention.k_proj`,
					value: `${layer}.attention.v_proj`,
					output: `${layer}.attention.o_proj`,
					attention_norm: `${layer}.layernorm_before`,
					feed_forward_norm: `${layer}.layernorm_after`,
					up: `${layer}.mlp.fc1`,
					down: `${layer}.mlp.fc2`,
					final_norm: `${body}layernorm`,
					...family.names?.(sizes, feedForward),
				},
			};
		},
	};
}

/** The vector of the whole image that ViT's model without a head returns. */
export const imagePooler = (keys: Keys, width: number): Head =>
	onTop('pooler', linearParts('pooler.dense', width, keys.size('pooler_output_size', undefined) ?? width));

/** Paints masked patches again: a convolution to the pixels of each. */
export function pixelDecoder(keys: Keys, { width, patches: { channels } }: ImageSizes): Head {
	const pixels = keys.count('encoder_stride', 16) ** 2 * channels;
	return {
		kind: 'other',
		what: 'pixels of the masked patches',
		everyToken: true,
		parts: [
			{ name: 'decoder.0.weight', shape: [pixels, width, 1, 1], multiplies: true },
			{ name: 'decoder.0.bias', shape: [pixels] },
		],
	};
}

/** Biases of ViT's attention: `qkv_bias` for the three, always one on the output. */
export function qkvBias(keys: Keys): Attention['bias'] {
	const bias = keys.flag('qkv_bias', true);
	return { query: bias, key: bias, value: bias, output: true };
}
