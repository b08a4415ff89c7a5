import { placeOf } from '../design/design.ts';
import { setKey } from '../design/edits.ts';
import { attentionsOf } from './attentions.ts';
import type { DesignRule } from './rule.ts';

export const windowNoEffect: DesignRule = {
	id: 'window-no-effect',
	summary: 'The window is as long as the context, so it hides nothing.',
	severity: 'hint',
	kind: 'fact',
	source: 'A causal window of at least the context is plain causal attention.',
	reads: ['positions'],
	check({ architecture, design, analysis: { context } }) {
		if (context === undefined || !design.keys.has('sliding_window')) return [];
		const window = attentionsOf(architecture).flatMap(({ attention: { mask } }) => (mask.kind === 'causal-window' ? [mask.window] : []))[0];
		if (window === undefined || window < context) return [];
		return [
			{
				message: `A window of ${window} hides nothing in ${context} tokens.`,
				range: placeOf(design, 'sliding_window'),
				unnecessary: true,
				fixes: [{ title: 'Switch the window off', edits: setKey(design, 'sliding_window', null) }],
			},
		];
	},
};
