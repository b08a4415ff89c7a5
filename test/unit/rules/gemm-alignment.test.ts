import { gemmAlignment } from '../../../src/rules/gemm-alignment.ts';
import { testRule } from './cases.ts';

testRule(gemmAlignment, {
	valid: [
		{
			name: 'what its page does not report',
			text: 'model:\n  model_type: llama\n  hidden_size: 4096\n  num_attention_heads: 32\n  intermediate_size: 11008\n',
		},
	],
	invalid: [
		{
			name: 'what its page reports',
			text: 'model:\n  model_type: llama\n  hidden_size: 4096\n  num_attention_heads: 32\n  intermediate_size: 10922\n',
			message: 'The feed-forward size, 10922, is no multiple of 8: half-precision matrix products run below their speed.',
			at: '10922',
			fixes: [
				{
					title: 'Round up to 10944 — +8.65M parameters',
					text: 'model:\n  model_type: llama\n  hidden_size: 4096\n  num_attention_heads: 32\n  intermediate_size: 10944\n',
				},
			],
		},
	],
});
