import { textToText } from './text-to-text.ts';

/** `MT5Config`: gated, many languages' tokens. */
export const mt5 = textToText({
	modelType: 'mt5',
	prefix: 'MT5',
	defaults: { width: 512, layers: 8, heads: 6, feedForward: 1024, vocabulary: 250112, projection: 'gated-gelu' },
});
