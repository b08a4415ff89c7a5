import type { Keys } from '../keys.ts';
import { decoder } from './decoder.ts';
import { sameBias } from './family.ts';
import { masksOf } from './positions.ts';

/** `SmolLM3Config`: every fourth layer has no positions. */
export const smollm3 = decoder({
	modelType: 'smollm3',
	prefix: 'SmolLM3',
	defaults: { width: 2048, layers: 36, heads: 16, kvHeads: 4, feedForward: 11008, positions: 32768, vocabulary: 128256, tied: true, base: 2000000 },
	bias: (keys) => sameBias(keys.flag('attention_bias', false)),
	mask: (keys) => {
		const used = keys.flag('use_sliding_window', false);
		const bare = withoutPositions(keys);
		return masksOf(keys, {
			window: used ? keys.size('sliding_window', undefined) : undefined,
			usual: (index) => (bare(index) ? 'sliding_attention' : 'full_attention'),
		});
	},
	kind: (keys) => {
		const bare = withoutPositions(keys);
		return (index) => (bare(index) ? 'without positions' : '');
	},
	attention: (_keys, _sizes, _norm, _mask, kind) => (kind === '' ? {} : { withoutPositions: true }),
	feedForward: (keys, usual) => ({ ...usual, bias: keys.flag('mlp_bias', false) }),
});

/** Layers that do not turn: those marked 0 in `no_rope_layers`, else every so many. */
function withoutPositions(keys: Keys): (index: number) => boolean {
	const marks = keys.numbers('no_rope_layers');
	const interval = keys.size('no_rope_layer_interval', 4) ?? 4;
	return (index) => (marks ? marks[index] === 0 : (index + 1) % interval === 0);
}
