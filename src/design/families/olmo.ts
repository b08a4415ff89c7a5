import { decoder } from './decoder.ts';
import { sameBias } from './family.ts';

/** `OlmoConfig`: layer norms without scale and shift. */
export const olmo = decoder({
	modelType: 'olmo',
	prefix: 'Olmo',
	defaults: { width: 4096, layers: 32, heads: 32, feedForward: 11008, positions: 2048, vocabulary: 50304 },
	norm: () => ({ kind: 'layer', epsilon: 1e-5, scale: false }),
	bias: (keys) => sameBias(keys.flag('attention_bias', false)),
});
