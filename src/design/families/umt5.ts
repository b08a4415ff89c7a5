import { textToText } from './text-to-text.ts';

/** `UMT5Config`: mT5 with relative biases in every layer. */
export const umt5 = textToText({
	modelType: 'umt5',
	prefix: 'UMT5',
	defaults: { width: 512, layers: 8, heads: 6, feedForward: 1024, vocabulary: 250112, projection: 'gated-gelu' },
	biasEverywhere: true,
});
