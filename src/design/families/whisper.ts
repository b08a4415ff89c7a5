import type { Part } from '../architecture.ts';
import { encoderDecoder } from './encoder-decoder.ts';
import { sinusoidalTable } from './positions.ts';

/** `WhisperConfig`: the encoder reads sound through two convolutions; keys have no bias. */
export const whisper = encoderDecoder({
	modelType: 'whisper',
	prefix: 'Whisper',
	classes: ['ForConditionalGeneration', 'Model', 'ForCausalLM', 'ForAudioClassification'],
	defaults: { width: 384, encoderLayers: 4, decoderLayers: 4, heads: 6, feedForward: 1536, positions: 448, vocabulary: 51865 },
	arrangement: 'pre',
	finalNorm: true,
	bias: () => ({ query: true, key: false, value: true, output: true }),
	readsTokens: false,
	keyNames: { positions: 'max_target_positions' },
	head: 'proj_out',
	positions: (keys, stack, count) => {
		if (stack.which === 'decoder') return { positions: { kind: 'learned', count } };
		const { width, module } = stack;
		const { positions, parts } = sinusoidalTable(stack, keys.count('max_source_positions', 1500));
		const convolution = (name: string, input: number): Part[] => [
			{ name: `${module}${name}.weight`, shape: [width, input, 3] },
			{ name: `${module}${name}.bias`, shape: [width] },
		];
		return { positions, parts: [...convolution('conv1', keys.count('num_mel_bins', 80)), ...convolution('conv2', width), ...parts] };
	},
});
