import type { TensorNames } from '../architecture.ts';
import type { Keys } from '../keys.ts';
import { encoder } from './encoder.ts';
import { robertaHeads } from './encoder-heads.ts';
import { paddedPositions, robertaNames } from './roberta.ts';

/** The class lists its head before its layers, so a tied token table bears the head's name. */
export const headFirstNames = (keys: Keys, modelClass: string): TensorNames => ({
	...robertaNames,
	...(/For(MaskedLM|CausalLM)$/.test(modelClass) && keys.flag('tie_word_embeddings', true) && { token: 'lm_head.decoder' }),
});

/** `XLMRobertaConfig` of transformers. */
export const xlmRoberta = encoder({
	modelType: 'xlm-roberta',
	prefix: 'XLMRoberta',
	body: 'roberta',
	heads: robertaHeads,
	defaults: { width: 768, layers: 12, heads: 12, feedForward: 3072, positions: 512, vocabulary: 30522, tokenTypes: 2 },
	decodes: true,
	positions: paddedPositions,
	names: headFirstNames,
});
