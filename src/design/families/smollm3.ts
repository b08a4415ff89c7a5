import { decoder } from './decoder.ts';
import { sameBias } from './family.ts';
import { upperWindows } from './positions.ts';

/** `SmolLM3Config`: every fourth layer has no positions. */
export const smollm3 = decoder({
	modelType: 'smollm3',
	prefix: 'SmolLM3',
	defaults: { width: 2048, layers: 36, heads: 16, kvHeads: 4, feedForward: 11008, positions: 32768, vocabulary: 128256, tied: true, base: 2000000 },
	bias: (keys) => sameBias(keys.flag('attention_bias', false)),
	mask: (keys) => upperWindows(keys),
	kind: (keys) => {
		const interval = keys.size('no_rope_layer_interval', 4) ?? 4;
		return (index) => ((index + 1) % interval === 0 ? 'without positions' : '');
	},
	attention: (_keys, _sizes, _norm, _mask, kind) => (kind === '' ? {} : { withoutPositions: true }),
	feedForward: (keys, usual) => ({ ...usual, bias: keys.flag('mlp_bias', false) }),
});
