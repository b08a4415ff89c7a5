import { encoderDecoder } from './encoder-decoder.ts';
import { sameBias } from './family.ts';

/** `BigBirdPegasusConfig`: Pegasus whose encoder looks at a few blocks of the text. */
export const bigbirdPegasus = encoderDecoder({
	modelType: 'bigbird_pegasus',
	prefix: 'BigBirdPegasus',
	classes: ['ForConditionalGeneration', 'Model', 'ForSequenceClassification', 'ForQuestionAnswering'],
	defaults: {
		width: 1024,
		encoderLayers: 16,
		decoderLayers: 16,
		heads: 16,
		feedForward: 4096,
		positions: 4096,
		vocabulary: 96103,
		activation: 'gelu_new',
	},
	arrangement: 'pre',
	embeddingNorm: true,
	bias: (keys) => sameBias(keys.flag('use_bias', false)),
	positions: (_, __, count) => ({ positions: { kind: 'learned', count } }),
	encoder: (_, { module }) => ({
		mask: () => ({ kind: 'full' }),
		parts: [],
		names: {
			query: `${module}layers.{layer}.self_attn.self.query`,
			key: `${module}layers.{layer}.self_attn.self.key`,
			value: `${module}layers.{layer}.self_attn.self.value`,
			output: `${module}layers.{layer}.self_attn.output`,
		},
	}),
});
