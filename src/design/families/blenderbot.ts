import { encoderDecoder } from './encoder-decoder.ts';

/** `BlenderbotConfig`: norms before the blocks, learned positions, a deep decoder. */
export const blenderbot = encoderDecoder({
	modelType: 'blenderbot',
	prefix: 'Blenderbot',
	classes: ['ForConditionalGeneration', 'Model', 'ForCausalLM'],
	defaults: { width: 2560, encoderLayers: 2, decoderLayers: 24, heads: 32, feedForward: 10240, positions: 128, vocabulary: 8008 },
	arrangement: 'pre',
	finalNorm: true,
	positions: (_, __, count) => ({ positions: { kind: 'learned', count } }),
});
