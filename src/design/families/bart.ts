import { encoderDecoder } from './encoder-decoder.ts';

/** `BartConfig`: norms after the blocks and on the embeddings, learned positions with two rows more. */
export const bart = encoderDecoder({
	modelType: 'bart',
	prefix: 'Bart',
	classes: ['ForConditionalGeneration', 'Model', 'ForCausalLM', 'ForSequenceClassification', 'ForQuestionAnswering'],
	defaults: { width: 1024, encoderLayers: 12, decoderLayers: 12, heads: 16, feedForward: 4096, positions: 1024, vocabulary: 50265, labels: 3 },
	embeddingNorm: true,
});
