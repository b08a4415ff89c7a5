import { encoderDecoder } from './encoder-decoder.ts';

/** `M2M100Config`: norms before the blocks, sinusoidal positions that are computed. */
export const m2m100 = encoderDecoder({
	modelType: 'm2m_100',
	prefix: 'M2M100',
	classes: ['ForConditionalGeneration', 'Model'],
	defaults: { width: 1024, encoderLayers: 12, decoderLayers: 12, heads: 16, feedForward: 4096, positions: 1024, vocabulary: 128112, activation: 'relu' },
	arrangement: 'pre',
	finalNorm: true,
	positions: (_, __, count) => ({ positions: { kind: 'sinusoidal', maximum: count } }),
});
