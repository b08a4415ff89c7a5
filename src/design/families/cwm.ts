import { decoder } from './decoder.ts';
import { masksOf } from './positions.ts';

/** `CwmConfig`: Llama 3 with windows in three of four layers, the first one full. */
export const cwm = decoder({
	modelType: 'cwm',
	prefix: 'Cwm',
	classes: ['ForCausalLM', 'Model'],
	defaults: {
		width: 6144,
		layers: 64,
		heads: 48,
		kvHeads: 8,
		headSize: 128,
		feedForward: 21504,
		positions: 131072,
		vocabulary: 128256,
		base: 1e6,
		epsilon: 1e-5,
	},
	mask: (keys) => masksOf(keys, { window: keys.size('sliding_window', 8192), usual: (index) => (index % 4 === 0 ? 'full_attention' : 'sliding_attention') }),
	feedForward: (keys, usual) => ({ ...usual, bias: keys.flag('mlp_bias', false) }),
});
