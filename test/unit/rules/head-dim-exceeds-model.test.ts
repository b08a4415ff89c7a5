import { headDimExceedsModel } from '../../../src/rules/head-dim-exceeds-model.ts';
import { testRule } from './cases.ts';

testRule(headDimExceedsModel, {
	valid: [{ name: 'what its page does not report', text: 'model:\n  model_type: gpt2\n  n_embd: 64\n  n_head: 2\n  head_dim: 64\n' }],
	invalid: [
		{
			name: 'what its page reports',
			text: 'model:\n  model_type: gpt2\n  n_embd: 64\n  n_head: 2\n  head_dim: 128\n',
			message: 'Heads of 128 read a width of 64: their scores have rank ≤ 64, and the rest is parameters.',
			at: '128',
			fixes: [{ title: 'Set head_dim 64 — −398K parameters', text: 'model:\n  model_type: gpt2\n  n_embd: 64\n  n_head: 2\n  head_dim: 64\n' }],
		},
	],
});
