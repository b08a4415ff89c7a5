import { overBudget } from '../../../src/rules/over-budget.ts';
import { testRule } from './cases.ts';

testRule(overBudget, {
	valid: [{ name: 'what its page does not report', text: 'model:\n  model_type: llama\nbudget:\n  parameters: 7B\n' }],
	invalid: [
		{
			name: 'what its page reports',
			text: 'model:\n  model_type: llama\nbudget:\n  parameters: 5B\n',
			message: 'The model has 6.74B parameters; the budget is 5B parameters (35 % over).',
			at: '5B',
		},
	],
});
