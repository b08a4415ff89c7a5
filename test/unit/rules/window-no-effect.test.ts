import { windowNoEffect } from '../../../src/rules/window-no-effect.ts';
import { testRule } from './cases.ts';

testRule(windowNoEffect, {
	valid: [{ name: 'what its page does not report', text: 'model:\n  model_type: mistral\n  sliding_window: 1024\ndata:\n  sequence_length: 2048\n' }],
	invalid: [
		{
			name: 'what its page reports',
			text: 'model:\n  model_type: mistral\n  sliding_window: 4096\ndata:\n  sequence_length: 2048\n',
			message: 'A window of 4096 hides nothing in 2048 tokens.',
			at: '4096',
			fixes: [
				{
					title: 'Switch the window off — parameters unchanged',
					text: 'model:\n  model_type: mistral\n  sliding_window: null\ndata:\n  sequence_length: 2048\n',
				},
			],
		},
	],
});
