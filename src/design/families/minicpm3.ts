import { latentDecoder } from './latent.ts';

/** `MiniCPM3Config`: latent attention in a dense model; values share the width out where `v_head_dim` is not set. */
export const minicpm3 = latentDecoder({
	modelType: 'minicpm3',
	prefix: 'MiniCPM3',
	classes: ['ForCausalLM', 'Model', 'ForSequenceClassification'],
	defaults: { width: 2560, layers: 62, heads: 40, feedForward: 6400, positions: 32768, vocabulary: 73448, tied: true, epsilon: 1e-5, initializerRange: 0.1 },
	latent: { queryRank: 768, keyValueRank: 256, content: 64, rotary: 32 },
	feedForward: (keys, usual) => ({ ...usual, bias: keys.flag('mlp_bias', false) }),
});
