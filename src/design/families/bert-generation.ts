import { encoder } from './encoder.ts';

/** `BertGenerationConfig`: BERT without segments, whose decoder scores the vocabulary straight from the last layer. */
export const bertGeneration = encoder({
	modelType: 'bert-generation',
	prefix: 'BertGeneration',
	body: 'bert',
	heads: { Decoder: ['vocabulary'], Encoder: [] },
	bareEnd: 'Encoder',
	defaults: { width: 1024, layers: 24, heads: 16, feedForward: 4096, positions: 512, vocabulary: 50358 },
	decodes: true,
	vocabularyHead: () => ({ transform: false }),
	names: { head: 'lm_head.decoder', headBias: 'lm_head' },
});
