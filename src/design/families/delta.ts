import type { Mixer, Part } from '../architecture.ts';
import type { Keys } from '../keys.ts';
import type { Decoder, DecoderSizes } from './decoder.ts';
import { byType } from './positions.ts';

/** The projections of one delta net into queries and keys, values, output gate, step and decay, as the class splits them up. */
export type DeltaProjections = (sizes: { width: number; keys: number; values: number; heads: number }) => [name: string, rows: number][];

/** Gated delta net (Qwen3-Next): each head keeps a matrix, which it decays and corrects by one outer product a token. */
function gatedDelta(keys: Keys, { width }: DecoderSizes, projections: DeltaProjections): Mixer {
	const keySize = keys.count('linear_key_head_dim', 128);
	const valueSize = keys.count('linear_value_head_dim', 128);
	const valueHeads = keys.count('linear_num_value_heads', 32);
	const kernel = keys.count('linear_conv_kernel_dim', 4);
	const keyWidth = keys.count('linear_num_key_heads', 16) * keySize;
	const valueWidth = valueHeads * valueSize;
	const convolved = 2 * keyWidth + valueWidth;
	const name = '{body}layers.{layer}.linear_attn';
	const projected = projections({ width, keys: keyWidth, values: valueWidth, heads: valueHeads });
	const parts: Part[] = [
		{ name: `${name}.dt_bias`, shape: [valueHeads] },
		{ name: `${name}.A_log`, shape: [valueHeads] },
		{ name: `${name}.conv1d.weight`, shape: [convolved, 1, kernel] },
		...projected.map(([projection, rows]) => ({ name: `${name}.${projection}.weight`, shape: [rows, width] })),
		{ name: `${name}.norm.weight`, shape: [valueSize] },
		{ name: `${name}.out_proj.weight`, shape: [width, valueWidth] },
	];
	return {
		kind: 'linear-attention',
		parts,
		stateValues: valueWidth * keySize + convolved * kernel,
		// The convolution; then the state's decay, its product with the key, its update and its product with the query.
		scanFlops: 2 * convolved * kernel + 7 * valueWidth * keySize,
	};
}

/** Delta nets in all layers but every fourth, or as `layer_types` says. */
export const deltaLayers = (projections: DeltaProjections): Required<Pick<Decoder, 'kind' | 'mixer'>> => ({
	kind: (keys) => {
		const interval = keys.count('full_attention_interval', 4);
		return byType(keys, (index) => ((index + 1) % interval === 0 ? 'full_attention' : 'linear_attention'));
	},
	mixer: (keys, sizes, _index, kind) => (kind.includes('linear_attention') ? gatedDelta(keys, sizes, projections) : undefined),
});
