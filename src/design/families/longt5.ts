import { textToText } from './text-to-text.ts';

/** `LongT5Config`: the encoder looks `local_radius` tokens to both sides, with `transient-global` also at the mean of each block of the text. */
export const longt5 = textToText({
	modelType: 'longt5',
	prefix: 'LongT5',
	classes: ['ForConditionalGeneration', 'Model', 'EncoderModel'],
	defaults: { width: 512, layers: 6, heads: 8, feedForward: 2048, vocabulary: 32128, projection: 'relu' },
	encoder: (keys, { width, heads, buckets }) => {
		const global = keys.choice('encoder_attention_type', 'local', ['local', 'transient-global']) === 'transient-global';
		const module = global ? 'TransientGlobalSelfAttention' : 'LocalSelfAttention';
		const inside = `encoder.block.{layer}.layer.0.${module}`;
		return {
			module,
			mask: { kind: 'band', reach: keys.count('local_radius', 127) },
			parts: (first) =>
				global
					? [
							...(first ? [{ name: `${inside}.global_relative_attention_bias.weight`, shape: [buckets, heads] }] : []),
							{ name: `${inside}.global_input_layer_norm.weight`, shape: [width] },
						]
					: [],
		};
	},
});
