import { headDimPadding } from '../../../src/rules/head-dim-padding.ts';
import { testRule } from './cases.ts';

testRule(headDimPadding, {
	valid: [{ name: 'what its page does not report', text: 'model:\n  model_type: llama\n  hidden_size: 2048\n  num_attention_heads: 32\n' }],
	invalid: [
		{
			name: 'what its page reports',
			text: 'model:\n  model_type: llama\n  hidden_size: 2560\n  num_attention_heads: 32\n',
			message: "Heads of 80 run in tiles of 96: 20 % of the attention kernel's work is padding.",
			at: '32',
		},
	],
});
