import type { Keys } from '../keys.ts';
import { type Decoder, decoder } from './decoder.ts';
import { sameBias } from './family.ts';
import { masksOf } from './positions.ts';

const STILL = 'without positions';

/** Sinks, windows in three of four layers, the first one full, and a rotary base of each layer, where 0 switches rotation off. */
export const graniteWindows: Required<Pick<Decoder, 'mask' | 'kind' | 'attention'>> & { names: Record<'sinks', string> } = {
	mask: (keys) => masksOf(keys, { window: keys.size('sliding_window', 128), usual: (index) => (index % 4 === 0 ? 'full_attention' : 'sliding_attention') }),
	kind: (keys: Keys) => {
		const bases = keys.get('layer_rope_theta');
		return (index) => (Array.isArray(bases) && bases[index] === 0 ? STILL : '');
	},
	attention: (_keys, _sizes, _norm, _mask, kind) => ({ sinks: true, ...(kind.endsWith(STILL) && { withoutPositions: true }) }),
	names: { sinks: '{body}layers.{layer}.self_attn.sinks' },
};

/** `GraniteSWAConfig`: Granite with sinks and windows. */
export const graniteSwa = decoder({
	modelType: 'granite_swa',
	prefix: 'GraniteSWA',
	classes: ['ForCausalLM', 'Model'],
	defaults: { width: 2560, layers: 24, heads: 20, kvHeads: 4, feedForward: 8192, positions: 8192, vocabulary: 100352, tied: true, epsilon: 1e-5 },
	bias: (keys) => sameBias(keys.flag('attention_bias', false)),
	feedForward: (keys, usual) => ({ ...usual, bias: keys.flag('mlp_bias', false) }),
	...graniteWindows,
});
