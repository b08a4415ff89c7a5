import { latentDecoder } from './latent.ts';

/** `YoutuConfig`: latent attention in a dense model. */
export const youtu = latentDecoder({
	modelType: 'youtu',
	prefix: 'Youtu',
	classes: ['ForCausalLM', 'Model'],
	defaults: { width: 2048, layers: 32, heads: 16, feedForward: 6144, positions: 131072, vocabulary: 128256, tied: true },
	latent: { queryRank: 1536, keyValueRank: 512, content: 128, rotary: 64, value: 128 },
});
