import { encoderDecoder } from './encoder-decoder.ts';

/** `MBartConfig`: BART with norms before the blocks and after the last layer. */
export const mbart = encoderDecoder({
	modelType: 'mbart',
	prefix: 'MBart',
	classes: ['ForConditionalGeneration', 'Model', 'ForCausalLM', 'ForSequenceClassification', 'ForQuestionAnswering'],
	defaults: { width: 1024, encoderLayers: 12, decoderLayers: 12, heads: 16, feedForward: 4096, positions: 1024, vocabulary: 50265 },
	arrangement: 'pre',
	embeddingNorm: true,
	finalNorm: true,
});
