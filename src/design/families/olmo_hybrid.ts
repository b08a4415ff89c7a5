import type { Mixer } from '../architecture.ts';
import type { Keys } from '../keys.ts';
import { type DecoderSizes, decoder } from './decoder.ts';
import { deltaScan } from './delta.ts';
import { sameBias } from './family.ts';
import { outputNormNames, outputNorms, wholeNorm } from './norms.ts';
import { byType } from './positions.ts';

/** Delta nets in all layers but every fourth; at least the last one has attention. */
function isLinear(keys: Keys, { layers }: DecoderSizes): (index: number) => boolean {
	const type = byType(keys, (index) => (index % 4 === 3 || (layers < 4 && index === layers - 1) ? 'full_attention' : 'linear_attention'));
	return (index) => type(index) === 'linear_attention';
}

/** A gated delta net whose heads share three quarters of the width out for keys, and twice that for values. */
function delta(keys: Keys, { width, heads }: DecoderSizes): Mixer {
	const keyHeads = keys.count('linear_num_key_heads', heads, { origin: 'derived' });
	const valueHeads = keys.count('linear_num_value_heads', heads, { origin: 'derived' });
	const keySize = keys.count('linear_key_head_dim', Math.max(1, Math.floor((0.75 * width) / keyHeads)), { origin: 'derived' });
	const valueSize = keys.count('linear_value_head_dim', 2 * keySize, { origin: 'derived' });
	const kernel = keys.count('linear_conv_kernel_dim', 4);
	const [keyWidth, valueWidth] = [keyHeads * keySize, valueHeads * valueSize];
	const name = '{body}layers.{layer}.linear_attn';
	const rows = { q: keyWidth, k: keyWidth, v: valueWidth, a: valueHeads, b: valueHeads, g: valueWidth };
	return {
		kind: 'linear-attention',
		...deltaScan({ keyHeads, valueHeads, keySize, valueSize, kernel }),
		parts: [
			{ name: `${name}.A_log`, shape: [valueHeads] },
			{ name: `${name}.dt_bias`, shape: [valueHeads] },
			...Object.entries(rows).map(([of, count]) => ({ name: `${name}.${of}_proj.weight`, shape: [count, width] })),
			{ name: `${name}.conv1d.weight`, shape: [2 * keyWidth + valueWidth, 1, kernel] },
			{ name: `${name}.o_norm.weight`, shape: [valueSize] },
			{ name: `${name}.o_proj.weight`, shape: [width, valueWidth] },
		],
	};
}

const LINEAR = 'linear';

/** `OlmoHybridConfig`: OLMo 3's attention in every fourth layer, delta nets under norms before their blocks in the others. */
export const olmoHybrid = decoder({
	modelType: 'olmo_hybrid',
	prefix: 'OlmoHybrid',
	classes: ['ForCausalLM', 'Model'],
	defaults: { width: 3840, layers: 32, heads: 30, feedForward: 11008, positions: 65536, vocabulary: 100352 },
	bias: (keys) => sameBias(keys.flag('attention_bias', false)),
	attention: (_, sizes, norm) => wholeNorm(sizes, norm),
	kind: (keys, sizes) => {
		const linear = isLinear(keys, sizes);
		return (index) => (linear(index) ? LINEAR : '');
	},
	mixer: (keys, sizes, _index, kind) => (kind === LINEAR ? delta(keys, sizes) : undefined),
	layer: (_keys, norm, _sizes, _index, kind) =>
		kind === LINEAR ? { norms: { attention_norm: norm, feed_forward_norm: norm }, arrangement: 'pre' } : outputNorms(norm),
	names: outputNormNames,
});
