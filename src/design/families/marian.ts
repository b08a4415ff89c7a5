import { encoderDecoder } from './encoder-decoder.ts';
import { sinusoidalTable } from './positions.ts';

/** `MarianConfig`: norms after the blocks, sinusoidal positions in a table; the stacks may have vocabularies of their own. */
export const marian = encoderDecoder({
	modelType: 'marian',
	prefix: 'Marian',
	classes: ['MTModel', 'Model', 'ForCausalLM'],
	defaults: { width: 1024, encoderLayers: 12, decoderLayers: 12, heads: 16, feedForward: 4096, positions: 1024, vocabulary: 58101 },
	positions: (_, stack, count) => sinusoidalTable(stack, count),
	decoderVocabulary: (keys, vocabulary) => ({
		size: keys.count('decoder_vocab_size', vocabulary, { origin: 'derived' }),
		apart: !keys.flag('share_encoder_decoder_embeddings', true),
	}),
});
