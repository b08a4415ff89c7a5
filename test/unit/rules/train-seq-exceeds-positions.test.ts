import { trainSeqExceedsPositions } from '../../../src/rules/train-seq-exceeds-positions.ts';
import { testRule } from './cases.ts';

testRule(trainSeqExceedsPositions, {
	valid: [{ name: 'what its page does not report', text: 'model:\n  model_type: gpt2\n  n_positions: 2048\ndata:\n  sequence_length: 2048\n' }],
	invalid: [
		{
			name: 'what its page reports',
			text: 'model:\n  model_type: gpt2\n  n_positions: 1024\ndata:\n  sequence_length: 2048\n',
			message: 'Windows of 2048 tokens have no positions beyond 1024.',
			at: '2048',
			fixes: [
				{ title: 'Use windows of 1024 — parameters unchanged', text: 'model:\n  model_type: gpt2\n  n_positions: 1024\ndata:\n  sequence_length: 1024\n' },
				{ title: 'Raise the positions to 2048 — +786K parameters', text: 'model:\n  model_type: gpt2\n  n_positions: 2048\ndata:\n  sequence_length: 2048\n' },
			],
		},
	],
});
