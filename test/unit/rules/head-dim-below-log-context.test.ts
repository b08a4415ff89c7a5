import { headDimBelowLogContext } from '../../../src/rules/head-dim-below-log-context.ts';
import { testRule } from './cases.ts';

testRule(headDimBelowLogContext, {
	valid: [
		{
			name: 'what its page does not report',
			text: 'model:\n  model_type: llama\n  hidden_size: 2048\n  num_attention_heads: 32\n  max_position_embeddings: 131072\n',
		},
	],
	invalid: [
		{
			name: 'what its page reports',
			text: 'model:\n  model_type: llama\n  hidden_size: 256\n  num_attention_heads: 16\n  max_position_embeddings: 4096\n',
			message: 'Heads of 16 pick about 2 of 4096 tokens independently, as an order of magnitude; retrieval by content wants 24 dimensions or more.',
			at: '16',
			fixes: [
				{
					title: 'Set head_dim 64 — +25.2M parameters',
					text: 'model:\n  model_type: llama\n  hidden_size: 256\n  num_attention_heads: 16\n  max_position_embeddings: 4096\n  head_dim: 64\n',
				},
			],
		},
	],
});
