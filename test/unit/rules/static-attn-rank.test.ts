import { staticAttnRank } from '../../../src/rules/static-attn-rank.ts';
import { testRule } from './cases.ts';

testRule(staticAttnRank, {
	valid: [
		{
			name: 'what its page does not report',
			text: 'model:\n  model_type: llama\n  hidden_size: 512\n  num_attention_heads: 4\n  attention_rank: 128\ndata:\n  sequence_length: 256\n',
		},
	],
	invalid: [
		{
			name: 'what its page reports',
			text: 'model:\n  model_type: llama\n  hidden_size: 512\n  num_attention_heads: 4\n  attention_rank: 16\ndata:\n  sequence_length: 256\n',
			message: 'Scores are held to rank 16, below the 128 that the heads could reach over 256 tokens.',
			at: '16',
			fixes: [
				{
					title: 'Set attention_rank 128 — parameters unchanged',
					text: 'model:\n  model_type: llama\n  hidden_size: 512\n  num_attention_heads: 4\n  attention_rank: 128\ndata:\n  sequence_length: 256\n',
				},
			],
		},
	],
});
