import { decoder } from './decoder.ts';
import { sameBias } from './family.ts';

/** `HeliumConfig`: a head size of its own, but an output projection that is width × width. */
export const helium = decoder({
	modelType: 'helium',
	prefix: 'Helium',
	classes: ['ForCausalLM', 'Model', 'ForSequenceClassification', 'ForTokenClassification'],
	defaults: {
		width: 2560,
		layers: 24,
		heads: 20,
		kvHeads: 20,
		headSize: 128,
		feedForward: 7040,
		positions: 4096,
		vocabulary: 48000,
		base: 100000,
		epsilon: 1e-8,
	},
	bias: (keys) => ({ ...sameBias(keys.flag('attention_bias', false)), output: false }),
	attention: (_, { width, decoupled }) => (decoupled ? {} : { outputInput: width }),
	feedForward: (keys, usual) => ({ ...usual, bias: keys.flag('mlp_bias', false) }),
});
