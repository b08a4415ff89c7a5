import { attnInnerOversized } from '../../../src/rules/attn-inner-oversized.ts';
import { testRule } from './cases.ts';

testRule(attnInnerOversized, {
	valid: [{ name: 'what its page does not report', text: 'model:\n  model_type: llama\n  hidden_size: 1024\n  num_attention_heads: 32\n  head_dim: 128\n' }],
	invalid: [
		{
			name: 'what its page reports',
			text: 'model:\n  model_type: llama\n  hidden_size: 512\n  num_attention_heads: 32\n  head_dim: 128\n',
			message: 'Attention works on 32 × 128 = 4096 dimensions, 8.0 times the width; much of that has been found redundant.',
			at: '32',
			fixes: [
				{ title: 'Use 16 heads — −134M parameters', text: 'model:\n  model_type: llama\n  hidden_size: 512\n  num_attention_heads: 16\n  head_dim: 128\n' },
			],
		},
	],
});
