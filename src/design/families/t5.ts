import { textToText } from './text-to-text.ts';

/** `T5Config`: relative biases in the first layer of each stack, a head size of its own. */
export const t5 = textToText({
	modelType: 't5',
	prefix: 'T5',
	defaults: { width: 512, layers: 6, heads: 8, feedForward: 2048, vocabulary: 32128, projection: 'relu' },
});
