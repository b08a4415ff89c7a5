import { ropeDimInvalid } from '../../../src/rules/rope-dim-invalid.ts';
import { testRule } from './cases.ts';

testRule(ropeDimInvalid, {
	valid: [{ name: 'what its page does not report', text: 'model:\n  model_type: llama\n  hidden_size: 128\n  num_attention_heads: 4\n  head_dim: 34\n' }],
	invalid: [
		{
			name: 'what its page reports',
			text: 'model:\n  model_type: llama\n  hidden_size: 128\n  num_attention_heads: 4\n  head_dim: 33\n',
			message: '33 entries rotate, which is odd: rotation acts on pairs of entries.',
			at: '33',
			fixes: [
				{ title: 'Set head_dim 34 — +65.5K parameters', text: 'model:\n  model_type: llama\n  hidden_size: 128\n  num_attention_heads: 4\n  head_dim: 34\n' },
			],
		},
	],
});
