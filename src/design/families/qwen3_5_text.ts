import { decoder } from './decoder.ts';
import { type DeltaProjections, deltaLayers } from './delta.ts';
import { sameBias } from './family.ts';
import { perHeadNorm } from './norms.ts';
import { rotary } from './positions.ts';

/** Qwen 3.5 projects apart what Qwen3-Next projects together. */
export const apart: DeltaProjections = ({ keys, values, heads }) => [
	['in_proj_qkv', 2 * keys + values],
	['in_proj_z', values],
	['in_proj_b', heads],
	['in_proj_a', heads],
];

/** `Qwen3_5TextConfig`: Qwen3-Next with dense blocks. */
export const qwen35Text = decoder({
	modelType: 'qwen3_5_text',
	prefix: 'Qwen3_5',
	classes: ['ForCausalLM', 'Model', 'TextForSequenceClassification'],
	bodyClass: 'Qwen3_5TextModel',
	defaults: { width: 4096, layers: 32, heads: 16, kvHeads: 4, headSize: 256, feedForward: 12288, positions: 32768, vocabulary: 248320 },
	norm: (keys) => ({ kind: 'rms', epsilon: keys.number('rms_norm_eps', 1e-6), centred: true }),
	bias: (keys) => sameBias(keys.flag('attention_bias', false)),
	attention: (_, sizes, norm) => ({ outputGate: true, ...perHeadNorm(sizes, norm) }),
	positions: (keys, { headSize, positions }) => rotary(keys, headSize, { maximum: positions, share: 0.25 }),
	...deltaLayers(apart),
});
