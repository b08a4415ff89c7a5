import type { Mixer, Part } from '../architecture.ts';
import type { Keys } from '../keys.ts';
import type { Decoder, DecoderSizes } from './decoder.ts';
import { byType } from './positions.ts';

/** The projections of one delta net into queries and keys, values, output gate, step and decay, as the class splits them up. */
export type DeltaProjections = (sizes: { width: number; keys: number; values: number; heads: number }) => [name: string, rows: number][];

export interface DeltaSizes {
	keyHeads: number;
	valueHeads: number;
	keySize: number;
	valueSize: number;
	/** Tokens of the convolution before the net. */
	kernel: number;
}

/** Operations of a gated delta net outside its matrices, and the values that it keeps: each head has a matrix, which it decays and corrects by one outer product a token. */
export function deltaScan({ keyHeads, valueHeads, keySize, valueSize, kernel }: DeltaSizes): Pick<Mixer, 'stateValues' | 'scanFlops'> {
	const convolved = 2 * keyHeads * keySize + valueHeads * valueSize;
	const state = valueHeads * valueSize * keySize;
	// The convolution; then the state's decay, its product with the key, its update and its product with the query.
	return { stateValues: state + convolved * kernel, scanFlops: 2 * convolved * kernel + 7 * state };
}

/** Gated delta net (Qwen3-Next). */
function gatedDelta(keys: Keys, { width }: DecoderSizes, projections: DeltaProjections): Mixer {
	const sizes = {
		keyHeads: keys.count('linear_num_key_heads', 16),
		valueHeads: keys.count('linear_num_value_heads', 32),
		keySize: keys.count('linear_key_head_dim', 128),
		valueSize: keys.count('linear_value_head_dim', 128),
		kernel: keys.count('linear_conv_kernel_dim', 4),
	};
	const { keyHeads, valueHeads, keySize, valueSize, kernel } = sizes;
	const [keyWidth, valueWidth] = [keyHeads * keySize, valueHeads * valueSize];
	const name = '{body}layers.{layer}.linear_attn';
	const projected = projections({ width, keys: keyWidth, values: valueWidth, heads: valueHeads });
	const parts: Part[] = [
		{ name: `${name}.dt_bias`, shape: [valueHeads] },
		{ name: `${name}.A_log`, shape: [valueHeads] },
		{ name: `${name}.conv1d.weight`, shape: [2 * keyWidth + valueWidth, 1, kernel] },
		...projected.map(([projection, rows]) => ({ name: `${name}.${projection}.weight`, shape: [rows, width] })),
		{ name: `${name}.norm.weight`, shape: [valueSize] },
		{ name: `${name}.out_proj.weight`, shape: [width, valueWidth] },
	];
	return { kind: 'linear-attention', parts, ...deltaScan(sizes) };
}

/** Delta nets in all layers but every fourth, or as `layer_types` says. */
export const deltaLayers = (projections: DeltaProjections): Required<Pick<Decoder, 'kind' | 'mixer'>> => ({
	kind: (keys) => {
		const interval = keys.count('full_attention_interval', 4);
		return byType(keys, (index) => ((index + 1) % interval === 0 ? 'full_attention' : 'linear_attention'));
	},
	mixer: (keys, sizes, _index, kind) => (kind.includes('linear_attention') ? gatedDelta(keys, sizes, projections) : undefined),
});
