import { decoder } from './decoder.ts';
import { outputNormNames, outputNorms, perHeadNorm } from './norms.ts';
import { every, masksOf, patternOf } from './positions.ts';

/** `Exaone4Config`: norms on the output of each block and on each head; three windowed layers to each full one. */
export const exaone4 = decoder({
	modelType: 'exaone4',
	prefix: 'Exaone4',
	defaults: { width: 4096, layers: 32, heads: 32, kvHeads: 32, feedForward: 16384, positions: 2048, vocabulary: 102400, epsilon: 1e-5 },
	attention: (_, sizes, norm) => perHeadNorm(sizes, norm),
	mask: (keys, { layers }) => {
		const pattern = patternOf(keys, 4);
		const usual = every(pattern, 'full_attention', 'sliding_attention');
		return masksOf(keys, { window: keys.size('sliding_window', 4096), usual: (index) => (index === layers - 1 ? 'full_attention' : usual(index)) });
	},
	layer: (_, norm) => outputNorms(norm),
	names: outputNormNames,
});
