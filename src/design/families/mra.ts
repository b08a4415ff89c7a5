import { approximated } from './nystromformer.ts';

/** `MraConfig`: attention at several resolutions. */
export const mra = approximated({
	modelType: 'mra',
	prefix: 'Mra',
	body: 'mra',
	spans: true,
	defaults: { width: 768, layers: 12, heads: 12, feedForward: 3072, positions: 512, vocabulary: 50265, tokenTypes: 1, epsilon: 1e-5 },
});
