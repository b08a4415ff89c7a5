import { attentionScaleMismatch } from '../../../src/rules/attention-scale-mismatch.ts';
import { testRule } from './cases.ts';

testRule(attentionScaleMismatch, {
	valid: [{ name: 'what its page does not report', text: 'model:\n  model_type: gemma2\n  head_dim: 256\n  query_pre_attn_scalar: 256\n' }],
	invalid: [
		{
			name: 'what its page reports',
			text: 'model:\n  model_type: gemma2\n  head_dim: 128\n  query_pre_attn_scalar: 256\n',
			message: 'Scores are divided by √256, and heads have 128 dimensions.',
			at: '256',
			fixes: [
				{
					title: 'Set query_pre_attn_scalar 128 — parameters unchanged',
					text: 'model:\n  model_type: gemma2\n  head_dim: 128\n  query_pre_attn_scalar: 128\n',
				},
			],
		},
	],
});
