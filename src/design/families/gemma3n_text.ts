import type { Part } from '../architecture.ts';
import type { Keys } from '../keys.ts';
import { type DecoderSizes, decoder } from './decoder.ts';
import { sameBias } from './family.ts';
import { fourNormNames, fourNorms, perHeadNorm } from './norms.ts';
import { every, masksOf } from './positions.ts';

const BORROWS = 'borrows keys and values';

/** Layers from this one on use the keys and values of the last layer of their kind before it. */
export function firstBorrower(keys: Keys, { layers }: DecoderSizes, fallback: number): number {
	return layers - keys.count('num_kv_shared_layers', fallback, { minimum: 0 });
}

/** A small vector of each token for each layer, looked up and projected out of the embeddings (Gemma 3n). */
export function layerInputs(keys: Keys, { width, layers }: DecoderSizes, size: number): Part[] {
	return [
		{ name: '{body}embed_tokens_per_layer.weight', shape: [keys.count('vocab_size_per_layer_input', 262144), layers * size] },
		{ name: '{body}per_layer_model_projection.weight', shape: [layers * size, width], multiplies: true },
		{ name: '{body}per_layer_projection_norm.weight', shape: [size] },
	];
}

/** How a layer takes its vector in. */
export const layerInputParts = (width: number, size: number): Part[] => [
	{ name: '{body}layers.{layer}.per_layer_input_gate.weight', shape: [size, width], multiplies: true },
	{ name: '{body}layers.{layer}.per_layer_projection.weight', shape: [width, size], multiplies: true },
	{ name: '{body}layers.{layer}.post_per_layer_input_norm.weight', shape: [width] },
];

/** Each stream's tensors are named one by one; more than this is no model. */
const MOST_STREAMS = 1024;

const streams = (keys: Keys): number => keys.count('altup_num_inputs', 4, { maximum: MOST_STREAMS });
const inputSize = (keys: Keys): number => keys.count('hidden_size_per_layer_input', 256);

/** AltUp's prediction and correction of the streams beside the active one, and the low-rank block beside attention. */
function sideParts(keys: Keys, width: number): Part[] {
	const count = streams(keys);
	const rank = keys.count('laurel_rank', 64);
	const name = '{body}layers.{layer}';
	return [
		{ name: `${name}.altup.correct_output_scale`, shape: [width] },
		{ name: `${name}.altup.correction_coefs.weight`, shape: [count, count], multiplies: true },
		{ name: `${name}.altup.prediction_coefs.weight`, shape: [count ** 2, count], multiplies: true },
		{ name: `${name}.altup.modality_router.weight`, shape: [count, width], multiplies: true },
		{ name: `${name}.altup.router_norm.weight`, shape: [width] },
		{ name: `${name}.laurel.linear_left.weight`, shape: [rank, width], multiplies: true },
		{ name: `${name}.laurel.linear_right.weight`, shape: [width, rank], multiplies: true },
		{ name: `${name}.laurel.post_laurel_norm.weight`, shape: [width] },
	];
}

/** `Gemma3nTextConfig`: Gemma 3 with several streams, a vector of each token for each layer, and upper layers that borrow keys and values. */
export const gemma3nText = decoder({
	modelType: 'gemma3n_text',
	prefix: 'Gemma3n',
	bodyClass: 'Gemma3nTextModel',
	classes: ['ForCausalLM', 'Model'],
	defaults: {
		width: 2048,
		layers: 35,
		heads: 8,
		kvHeads: 2,
		headSize: 256,
		feedForward: 16384,
		positions: 32768,
		vocabulary: 262400,
		tied: true,
		base: 1e6,
		activation: 'gelu_pytorch_tanh',
	},
	activationKey: 'hidden_activation',
	bias: (keys) => sameBias(keys.flag('attention_bias', false)),
	mask: (keys) => masksOf(keys, { window: keys.size('sliding_window', 512), usual: every(5, 'full_attention', 'sliding_attention') }),
	kind: (keys, sizes) => {
		const first = firstBorrower(keys, sizes, 15);
		const widths = keys.get('intermediate_size');
		return (index) => `${Array.isArray(widths) ? widths[index] : ''} ${first > 0 && index >= first ? BORROWS : ''}`;
	},
	attention: (_keys, sizes, norm, _mask, kind) => ({ ...perHeadNorm(sizes, norm), ...(kind.endsWith(BORROWS) && { borrowedKeyValues: true }) }),
	feedForward: (keys, usual, _sizes, index) =>
		Array.isArray(keys.get('intermediate_size')) ? { ...usual, size: keys.numbers('intermediate_size', 1)?.[index] ?? usual.size } : usual,
	embedding: (keys, sizes) => ({
		parts: [
			...layerInputs(keys, sizes, inputSize(keys)),
			...['altup_projections', 'altup_unembed_projections'].flatMap((name) =>
				Array.from({ length: streams(keys) - 1 }, (_, index) => ({
					name: `{body}${name}.${index}.weight`,
					shape: [sizes.width, sizes.width],
					multiplies: true,
				})),
			),
		],
	}),
	layer: (keys, norm, { width }) => ({ ...fourNorms(norm), parts: [...sideParts(keys, width), ...layerInputParts(width, inputSize(keys))] }),
	names: fourNormNames,
});
