import { attnOutputRank } from '../../../src/rules/attn-output-rank.ts';
import { testRule } from './cases.ts';

testRule(attnOutputRank, {
	valid: [{ name: 'what its page does not report', text: 'model:\n  model_type: llama\n  hidden_size: 1024\n  num_attention_heads: 8\n  head_dim: 128\n' }],
	invalid: [
		{
			name: 'what its page reports',
			text: 'model:\n  model_type: llama\n  hidden_size: 1024\n  num_attention_heads: 8\n  head_dim: 32\n',
			message: '8 heads write at most 256 of 1024 directions in a layer (25 %).',
			at: '32',
			fixes: [
				{ title: 'Set head_dim 128 — +101M parameters', text: 'model:\n  model_type: llama\n  hidden_size: 1024\n  num_attention_heads: 8\n  head_dim: 128\n' },
			],
		},
	],
});
