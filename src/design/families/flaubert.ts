import { xlmLike } from './xlm.ts';

/** `FlaubertConfig`: XLM for French, with norms before or after the blocks. */
export const flaubert = xlmLike({
	modelType: 'flaubert',
	prefix: 'Flaubert',
	layer: (keys) => ({ arrangement: keys.flag('pre_norm', false) ? 'pre' : 'post' }),
});
