import { windowReachShort } from '../../../src/rules/window-reach-short.ts';
import { testRule } from './cases.ts';

testRule(windowReachShort, {
	valid: [
		{
			name: 'what its page does not report',
			text: 'model:\n  model_type: mistral\n  num_hidden_layers: 4\n  sliding_window: 2048\ndata:\n  sequence_length: 4096\n',
		},
	],
	invalid: [
		{
			name: 'what its page reports',
			text: 'model:\n  model_type: mistral\n  num_hidden_layers: 4\n  sliding_window: 256\ndata:\n  sequence_length: 4096\n',
			message: '4 windowed layers carry information over 1020 tokens, and the context has 4096. The first token cannot reach the last.',
			at: '256',
			fixes: [
				{
					title: 'Use a window of 1025 — parameters unchanged',
					text: 'model:\n  model_type: mistral\n  num_hidden_layers: 4\n  sliding_window: 1025\ndata:\n  sequence_length: 4096\n',
				},
			],
		},
	],
});
