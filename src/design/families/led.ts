import type { Part } from '../architecture.ts';
import { encoderDecoder } from './encoder-decoder.ts';

/** `LEDConfig`: BART whose encoder looks through a window, as Longformer does, with projections of their own for the tokens that see all. */
export const led = encoderDecoder({
	modelType: 'led',
	prefix: 'LED',
	classes: ['ForConditionalGeneration', 'Model', 'ForQuestionAnswering'],
	body: 'led',
	defaults: { width: 1024, encoderLayers: 12, decoderLayers: 12, heads: 16, feedForward: 4096, positions: 16384, vocabulary: 50265 },
	embeddingNorm: true,
	keyNames: { positions: 'max_encoder_position_embeddings' },
	positions: (keys, { which }, count) => ({
		positions: { kind: 'learned', count: which === 'encoder' ? count : keys.count('max_decoder_position_embeddings', 1024) },
	}),
	encoder: (keys, { width, module }) => {
		const attention = `${module}layers.{layer}.self_attn`;
		const written = keys.get('attention_window');
		const windows = Array.isArray(written) ? written : undefined;
		const whole = windows ? undefined : keys.count('attention_window', 512);
		const windowAt = (index: number): number => whole ?? (typeof windows?.[index] === 'number' ? windows[index] : 512);
		const global = (name: string): Part[] => [
			{ name: `${attention}.longformer_self_attn.${name}_global.weight`, shape: [width, width] },
			{ name: `${attention}.longformer_self_attn.${name}_global.bias`, shape: [width] },
		];
		return {
			mask: (index) => ({ kind: 'band', reach: Math.max(1, Math.floor(windowAt(index) / 2)) }),
			parts: [...global('query'), ...global('key'), ...global('value')],
			names: {
				query: `${attention}.longformer_self_attn.query`,
				key: `${attention}.longformer_self_attn.key`,
				value: `${attention}.longformer_self_attn.value`,
				output: `${attention}.output`,
			},
		};
	},
});
