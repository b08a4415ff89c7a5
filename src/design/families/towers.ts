import type { Architecture, Attention, AttentionMask, Embedding, Head, Layer, Norm, Part, TensorNames } from '../architecture.ts';
import type { Keys } from '../keys.ts';
import { activation, alike, biasEverywhere, type Family, headSizeOf, layerCount, usualKeyNames } from './family.ts';
import { patchProjection, readPatches } from './images.ts';
import { everyToken, linearParts, onTop } from './parts.ts';

/** One half of a model of texts and images: what an architecture says of its layers. */
export interface Tower {
	width: number;
	vocabulary: number;
	size: number;
	embedding: Embedding;
	layers: Layer[];
	finalNorm: Norm;
	names: TensorNames;
}

/** What CLIP and SigLIP fill in for a tower, and where they differ. */
export interface TowerFamily {
	width: number;
	heads: number;
	feedForward: number;
	activation: string;
	epsilon: number;
	/** Texts. */
	vocabulary?: number;
	positions?: number;
	mask?: AttentionMask;
	/** Images. */
	patchSize?: number;
	/** CLIP: a class token before the patches, a norm on the embeddings, no bias in the projection. */
	classToken?: boolean;
	/** SigLIP 2: patches come flat, so many unless `num_patches` says. */
	flatPatches?: number;
}

/** The tower that reads texts. */
export function textTower(keys: Keys, family: TowerFamily, module: string, decoupled: boolean): Tower {
	const vocabulary = keys.count('vocab_size', family.vocabulary ?? 32000);
	const embedding: Embedding = { positions: { kind: 'learned', count: keys.count('max_position_embeddings', family.positions ?? 64) }, tokenTypes: 0 };
	return { ...tower(keys, family, module, decoupled, 'final_layer_norm'), vocabulary, embedding };
}

/** The tower that reads images. */
export function imageTower(keys: Keys, family: TowerFamily, module: string, decoupled: boolean): Tower {
	const body = tower(keys, family, module, decoupled, 'post_layernorm');
	const patches = readPatches(keys, family.patchSize ?? 16);
	const count = family.flatPatches === undefined ? patches.count : keys.count('num_patches', family.flatPatches);
	const projection = `${module}embeddings.patch_embedding`;
	const classToken: Part[] = family.classToken ? [{ name: `${module}embeddings.class_embedding`, shape: [body.width] }] : [];
	const embedding: Embedding = {
		positions: { kind: 'learned', count: count + classToken.length },
		tokenTypes: 0,
		tokens: false,
		...(family.classToken && { norm: body.finalNorm }),
		parts: [
			...classToken,
			...(family.flatPatches === undefined
				? patchProjection(projection, body.width, patches, !family.classToken)
				: everyToken(linearParts(projection, patches.channels * patches.height * patches.width, body.width))),
		],
	};
	return { ...body, vocabulary: 0, embedding };
}

function tower(keys: Keys, family: TowerFamily, module: string, decoupled: boolean, finalNorm: string): Omit<Tower, 'embedding' | 'vocabulary'> {
	const width = keys.count('hidden_size', family.width);
	const heads = keys.count('num_attention_heads', family.heads);
	const headSize = headSizeOf(keys, 'head_dim', width, heads, decoupled);
	const norm = { kind: 'layer', epsilon: keys.number('layer_norm_eps', family.epsilon) } as const;
	const size = keys.count('intermediate_size', family.feedForward);
	const attention: Attention = {
		heads,
		kvHeads: heads,
		queryKeySize: headSize,
		valueSize: headSize,
		mask: family.mask ?? { kind: 'full' },
		bias: biasEverywhere,
	};
	const layer = `${module}encoder.layers.{layer}`;
	return {
		width,
		size,
		layers: alike(layerCount(keys, 'num_hidden_layers', 12), {
			attention,
			feedForward: { size, gated: false, activation: activation(keys, 'hidden_act', family.activation), bias: true },
			norms: { attention_norm: norm, feed_forward_norm: norm },
			arrangement: 'pre',
		}),
		finalNorm: norm,
		names: {
			token: `${module}embeddings.token_embedding`,
			position: `${module}embeddings.position_embedding`,
			embedding_norm: `${module}pre_layrnorm`,
			query: `${layer}.self_attn.q_proj`,
			key: `${layer}.self_attn.k_proj`,
			value: `${layer}.self_attn.v_proj`,
			output: `${layer}.self_attn.out_proj`,
			attention_norm: `${layer}.layer_norm1`,
			up: `${layer}.mlp.fc1`,
			down: `${layer}.mlp.fc2`,
			feed_forward_norm: `${layer}.layer_norm2`,
			final_norm: `${module}${finalNorm}`,
		},
	};
}

/** A family that is one tower alone. `build` gives the tower and what stands on top, by the class's name. */
export function towerFamily(
	modelType: string,
	classes: readonly [string, ...string[]],
	build: (keys: Keys, modelClass: string, decoupled: boolean) => { tower: Tower; heads: Head[] },
): Family {
	const { keyValueHeads: _, ...keyNames } = usualKeyNames;
	return {
		modelType,
		classes,
		readsHeadDim: false,
		keyNames,
		architecture(keys, { modelClass, decoupled }): Architecture {
			const { tower: built, heads } = build(keys, modelClass, decoupled);
			const { size: _size, ...rest } = built;
			return { ...rest, modelType, modelClass, objective: 'other', heads, initializerRange: keys.number('initializer_range', 0.02) };
		},
	};
}

/** A family of two towers, by `text_config` and `vision_config`. */
export function twoTowers(
	modelType: string,
	classes: readonly [string, ...string[]],
	build: (keys: Keys, text: Keys, image: Keys, modelClass: string) => { text?: Tower; image: Tower; heads: Head[] },
): Family {
	const { keyValueHeads: _, ...keyNames } = usualKeyNames;
	return {
		modelType,
		classes,
		readsHeadDim: false,
		keyNames,
		architecture(keys, { modelClass }): Architecture {
			const inner = (name: string): Keys => {
				// Older CLIP files hold the whole truth in a second map.
				const map = `${name}_config_dict`;
				return keys.inside(keys.has(map) ? map : `${name}_config`);
			};
			const [textKeys, imageKeys] = [inner('text'), inner('vision')];
			const { text, image, heads } = build(keys, textKeys, imageKeys, modelClass);
			for (const [name, { problems }] of [
				['text_config', textKeys],
				['vision_config', imageKeys],
			] as const)
				keys.problems.push(...problems.map((problem) => ({ ...problem, key: name })));
			const { layers, embedding, finalNorm, names, width, vocabulary } = text ?? image;
			return {
				modelType,
				modelClass,
				objective: 'other',
				vocabulary,
				width,
				embedding,
				layers,
				finalNorm,
				...(text && { encoder: { width: image.width, layers: image.layers, embedding: image.embedding, finalNorm: image.finalNorm, names: image.names } }),
				heads,
				names,
				initializerRange: keys.number('initializer_range', 0.02),
			};
		},
	};
}

/** SigLIP's way from patches to one vector: a learned query that attends to them, and a block. */
export const attentionPooler = (module: string, { width, size }: Tower): Head =>
	onTop('pooling by attention', [
		{ name: `${module}head.probe`, shape: [1, 1, width] },
		{ name: `${module}head.attention.in_proj_weight`, shape: [3 * width, width] },
		{ name: `${module}head.attention.in_proj_bias`, shape: [3 * width] },
		...linearParts(`${module}head.attention.out_proj`, width, width),
		...['weight', 'bias'].map((part) => ({ name: `${module}head.layernorm.${part}`, shape: [width] })),
		...linearParts(`${module}head.mlp.fc1`, width, size),
		...linearParts(`${module}head.mlp.fc2`, size, width),
	]);
