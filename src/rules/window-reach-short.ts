import { placeOf } from '../design/design.ts';
import { setKey } from '../design/edits.ts';
import type { DesignRule } from './rule.ts';

export const windowReachShort: DesignRule = {
	id: 'window-reach-short',
	summary: 'Every layer has a window, and together they do not reach across the context.',
	severity: 'warning',
	kind: 'fact',
	source: 'Information moves at most window − 1 tokens a layer; Mistral 7B, 2: 32 layers of 4096 reach 131 thousand.',
	reads: ['layers', 'positions'],
	check({ architecture: { layers }, design, analysis: { context } }) {
		if (context === undefined || layers.length === 0) return [];
		let reach = 0;
		for (const { attention, mixer } of layers) {
			if (mixer || attention?.mask.kind !== 'causal-window') return [];
			reach += attention.mask.window - 1;
		}
		if (reach >= context - 1) return [];
		const window = Math.ceil((context - 1) / layers.length) + 1;
		return [
			{
				message: `${layers.length} windowed layers carry information over ${reach} tokens, and the context has ${context}. The first token cannot reach the last.`,
				range: placeOf(design, 'sliding_window'),
				fixes: design.keys.names('layer_types') === undefined ? [{ title: `Use a window of ${window}`, edits: setKey(design, 'sliding_window', window) }] : [],
			},
		];
	},
};
