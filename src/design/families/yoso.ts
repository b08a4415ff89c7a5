import { approximated } from './nystromformer.ts';

/** `YosoConfig`: attention by sampled hashes, with a convolution where `conv_window` says so. */
export const yoso = approximated({
	modelType: 'yoso',
	prefix: 'Yoso',
	body: 'yoso',
	spans: true,
	defaults: { width: 768, layers: 12, heads: 12, feedForward: 3072, positions: 4096, vocabulary: 50265, tokenTypes: 1 },
	layer: (keys, _, { heads: count }) => {
		const kernel = keys.size('conv_window', undefined);
		return kernel === undefined ? {} : { parts: [{ name: '{body}encoder.layer.{layer}.attention.self.conv.weight', shape: [count, 1, kernel, 1] }] };
	},
});
