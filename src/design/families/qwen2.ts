import { decoder } from './decoder.ts';
import { upperWindows } from './positions.ts';

/** `Qwen2Config`: biases on queries, keys and values; windows in the upper layers where `use_sliding_window`. */
export const qwen2 = decoder({
	modelType: 'qwen2',
	prefix: 'Qwen2',
	defaults: { width: 4096, layers: 32, heads: 32, kvHeads: 32, feedForward: 22016, positions: 32768, vocabulary: 151936 },
	bias: () => ({ query: true, key: true, value: true, output: false }),
	mask: (keys) => upperWindows(keys),
});
