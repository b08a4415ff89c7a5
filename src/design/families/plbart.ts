import { encoderDecoder } from './encoder-decoder.ts';

/** `PLBartConfig`: BART for programs. */
export const plbart = encoderDecoder({
	modelType: 'plbart',
	prefix: 'PLBart',
	classes: ['ForConditionalGeneration', 'Model', 'ForCausalLM', 'ForSequenceClassification'],
	defaults: { width: 768, encoderLayers: 6, decoderLayers: 6, heads: 12, feedForward: 3072, positions: 1024, vocabulary: 50005 },
	embeddingNorm: true,
});
