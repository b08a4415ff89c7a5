import { encoderDecoder } from './encoder-decoder.ts';

/** `BlenderbotSmallConfig`: norms after the blocks and on the embeddings, learned positions. */
export const blenderbotSmall = encoderDecoder({
	modelType: 'blenderbot-small',
	prefix: 'BlenderbotSmall',
	classes: ['ForConditionalGeneration', 'Model', 'ForCausalLM'],
	defaults: { width: 512, encoderLayers: 8, decoderLayers: 8, heads: 16, feedForward: 2048, positions: 512, vocabulary: 50265 },
	embeddingNorm: true,
	positions: (_, __, count) => ({ positions: { kind: 'learned', count } }),
});
