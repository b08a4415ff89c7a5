import type { Part } from '../architecture.ts';
import { encoderDecoder } from './encoder-decoder.ts';
import { biasNowhere } from './family.ts';
import { normParts } from './parts.ts';

/** `PegasusXConfig`: Pegasus for long texts, whose encoder looks at its own block and at learned global tokens. */
export const pegasusX = encoderDecoder({
	modelType: 'pegasus_x',
	prefix: 'PegasusX',
	classes: ['ForConditionalGeneration', 'Model'],
	defaults: { width: 1024, encoderLayers: 16, decoderLayers: 16, heads: 16, feedForward: 4096, positions: 16384, vocabulary: 96103 },
	arrangement: 'pre',
	finalNorm: true,
	bias: () => biasNowhere,
	positions: (keys, { which, width, module }, count) => {
		const global: Part[] = which === 'encoder' ? [{ name: `${module}embed_global.weight`, shape: [keys.count('num_global_tokens', 32), width] }] : [];
		return { positions: { kind: 'sinusoidal', maximum: count }, parts: global };
	},
	encoder: (keys, { width, module }) => {
		const block = keys.count('block_size', 512);
		return { mask: () => ({ kind: 'band', reach: block }), parts: normParts(`${module}layers.{layer}.global_self_attn_layer_norm`, width), names: {} };
	},
});
