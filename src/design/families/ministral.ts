import { decoder } from './decoder.ts';
import { masksOf } from './positions.ts';

/** `MinistralConfig`: windows by `layer_types`, in every layer unless told. */
export const ministral = decoder({
	modelType: 'ministral',
	prefix: 'Ministral',
	defaults: { width: 4096, layers: 32, heads: 32, kvHeads: 8, feedForward: 14336, positions: 131072, vocabulary: 32000 },
	mask: (keys) => masksOf(keys, { window: keys.size('sliding_window', 4096), usual: () => 'sliding_attention' }),
});
