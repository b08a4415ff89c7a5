import { encoderDecoder } from './encoder-decoder.ts';
import { sinusoidalTable } from './positions.ts';

/** `PegasusConfig`: norms before the blocks, sinusoidal positions in a table. */
export const pegasus = encoderDecoder({
	modelType: 'pegasus',
	prefix: 'Pegasus',
	classes: ['ForConditionalGeneration', 'Model', 'ForCausalLM'],
	defaults: { width: 1024, encoderLayers: 12, decoderLayers: 12, heads: 16, feedForward: 4096, positions: 1024, vocabulary: 50265 },
	arrangement: 'pre',
	finalNorm: true,
	positions: (_, stack, count) => sinusoidalTable(stack, count),
});
