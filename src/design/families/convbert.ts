import type { Part } from '../architecture.ts';
import type { Keys } from '../keys.ts';
import { electraLike } from './electra.ts';
import type { EncoderSizes } from './encoder.ts';
import { everyToken, linearParts } from './parts.ts';

/** Heads and their size after half of the width goes to the convolution. */
function mixedHeads(keys: Keys, { width, heads, headSize, decoupled }: EncoderSizes): { heads: number; size: number } {
	const kept = Math.max(1, Math.floor(heads / keys.count('head_ratio', 2)));
	return { heads: kept, size: decoupled ? headSize : Math.floor(Math.floor(width / kept) / 2) };
}

/** `ConvBertConfig`: ELECTRA with fewer heads beside a convolution that each token spans for itself. */
export const convbert = electraLike({
	modelType: 'convbert',
	prefix: 'ConvBert',
	body: 'convbert',
	embeddingSize: 768,
	summarised: false,
	defaults: { width: 768, layers: 12, heads: 12, feedForward: 3072, positions: 512, vocabulary: 30522, tokenTypes: 2 },
	attention: (keys, sizes) => {
		const { width } = sizes;
		const { heads, size } = mixedHeads(keys, sizes);
		const kernel = keys.count('conv_kernel_size', 9);
		const all = heads * size;
		const self = '{body}encoder.layer.{layer}.attention.self';
		const parts: Part[] = [
			...['query', 'key', 'value'].flatMap((name) => linearParts(`${self}.${name}`, width, all)),
			{ name: `${self}.key_conv_attn_layer.bias`, shape: [all, 1] },
			{ name: `${self}.key_conv_attn_layer.depthwise.weight`, shape: [width, 1, kernel] },
			{ name: `${self}.key_conv_attn_layer.pointwise.weight`, shape: [all, width, 1] },
			...linearParts(`${self}.conv_kernel_layer`, all, heads * kernel),
			...linearParts(`${self}.conv_out_layer`, width, all),
			...linearParts('{body}encoder.layer.{layer}.attention.output.dense', sizes.decoupled ? 2 * all : width, width),
		];
		return { heads, kvHeads: heads, queryKeySize: size, valueSize: size, parts: everyToken(parts) };
	},
	feedForward: (keys, usual, { width }) => {
		const groups = keys.count('num_groups', 1);
		if (groups === 1) return usual;
		const grouped = (name: string, input: number, output: number): Part[] =>
			everyToken([
				{ name: `{body}encoder.layer.{layer}.${name}.weight`, shape: [groups, Math.floor(input / groups), Math.floor(output / groups)] },
				{ name: `{body}encoder.layer.{layer}.${name}.bias`, shape: [output] },
			]);
		return { ...usual, parts: [...grouped('intermediate.dense', width, usual.size), ...grouped('output.dense', usual.size, width)] };
	},
});
