import { qkNormPeakLimit } from '../../../src/rules/qk-norm-peak-limit.ts';
import { testRule } from './cases.ts';

testRule(qkNormPeakLimit, {
	valid: [
		{
			name: 'what its page does not report',
			text: 'model:\n  model_type: qwen3\n  hidden_size: 256\n  num_attention_heads: 4\n  num_key_value_heads: 4\n  head_dim: 64\n  max_position_embeddings: 8192\n',
		},
	],
	invalid: [
		{
			name: 'what its page reports',
			text: 'model:\n  model_type: qwen3\n  hidden_size: 256\n  num_attention_heads: 16\n  num_key_value_heads: 16\n  head_dim: 16\n  max_position_embeddings: 8192\n',
			message: 'At its initial gain of 1, a normed head of 16 puts at most 27 % of its weight on one of 8192 tokens. Learned gains can lift that.',
			at: '16',
			fixes: [
				{
					title: 'Set head_dim 32 — +8.39M parameters',
					text: 'model:\n  model_type: qwen3\n  hidden_size: 256\n  num_attention_heads: 16\n  num_key_value_heads: 16\n  head_dim: 32\n  max_position_embeddings: 8192\n',
				},
			],
		},
	],
});
