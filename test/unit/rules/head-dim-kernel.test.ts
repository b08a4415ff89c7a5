import { headDimKernel } from '../../../src/rules/head-dim-kernel.ts';
import { testRule } from './cases.ts';

testRule(headDimKernel, {
	valid: [{ name: 'what its page does not report', text: 'model:\n  model_type: llama\n  hidden_size: 3200\n  num_attention_heads: 32\n  head_dim: 104\n' }],
	invalid: [
		{
			name: 'what its page reports',
			text: 'model:\n  model_type: llama\n  hidden_size: 3200\n  num_attention_heads: 32\n  head_dim: 100\n',
			message: 'Heads of 100 are no multiple of 8: attention kernels pad them or fall back to a slow path.',
			at: '100',
			severity: 'warning',
			fixes: [
				{ title: 'Set head_dim 96 — −52.4M parameters', text: 'model:\n  model_type: llama\n  hidden_size: 3200\n  num_attention_heads: 32\n  head_dim: 96\n' },
				{
					title: 'Set head_dim 104 — +52.4M parameters',
					text: 'model:\n  model_type: llama\n  hidden_size: 3200\n  num_attention_heads: 32\n  head_dim: 104\n',
				},
			],
		},
	],
});
