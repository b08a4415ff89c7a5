import { tokenBudget } from '../../../src/rules/token-budget.ts';
import { testRule } from './cases.ts';

testRule(tokenBudget, {
	valid: [{ name: 'what its page does not report', text: 'model:\n  model_type: llama\ndata:\n  sequence_length: 512\n' }],
	invalid: [
		{
			name: 'what its page reports',
			text: 'model:\n  model_type: llama\ntraining:\n  tokens: 30B\n',
			message: '30B tokens are 4.5 for each parameter; about 20 is compute-optimal.',
			at: '30B',
			fixes: [{ title: 'Train on 135B — parameters unchanged', text: 'model:\n  model_type: llama\ntraining:\n  tokens: 135B\n' }],
		},
	],
});
