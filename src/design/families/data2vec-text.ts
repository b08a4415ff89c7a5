import { encoder } from './encoder.ts';
import { robertaHeads } from './encoder-heads.ts';
import { paddedPositions, robertaNames } from './roberta.ts';

/** `Data2VecTextConfig` of transformers. */
export const data2vecText = encoder({
	modelType: 'data2vec-text',
	prefix: 'Data2VecText',
	body: 'data2vec_text',
	heads: robertaHeads,
	defaults: { width: 768, layers: 12, heads: 12, feedForward: 3072, positions: 512, vocabulary: 30522, tokenTypes: 2 },
	decodes: true,
	positions: paddedPositions,
	names: robertaNames,
});
