import { encoder } from './encoder.ts';
import { bertHeads } from './encoder-heads.ts';

/** `BertConfig` and its classes in transformers. */
export const bert = encoder({
	modelType: 'bert',
	prefix: 'Bert',
	body: 'bert',
	heads: bertHeads,
	defaults: { width: 768, layers: 12, heads: 12, feedForward: 3072, positions: 512, vocabulary: 30522, tokenTypes: 2 },
	decodes: true,
});
