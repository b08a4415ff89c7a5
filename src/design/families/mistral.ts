import { decoder } from './decoder.ts';
import { window } from './positions.ts';

/** `MistralConfig`: grouped heads; every layer in a window unless `sliding_window` is null. */
export const mistral = decoder({
	modelType: 'mistral',
	prefix: 'Mistral',
	defaults: { width: 4096, layers: 32, heads: 32, kvHeads: 8, feedForward: 14336, positions: 131072, vocabulary: 32000 },
	mask: (keys) => window(keys, 4096),
});
