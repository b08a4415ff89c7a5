import { embeddingShare } from '../../../src/rules/embedding-share.ts';
import { testRule } from './cases.ts';

testRule(embeddingShare, {
	valid: [
		{
			name: 'what its page does not report',
			text: 'model:\n  model_type: llama\n  hidden_size: 512\n  num_hidden_layers: 4\n  num_attention_heads: 8\n  intermediate_size: 1408\n  vocab_size: 128000\n  tie_word_embeddings: true\n',
		},
	],
	invalid: [
		{
			name: 'what its page reports',
			text: 'model:\n  model_type: llama\n  hidden_size: 512\n  num_hidden_layers: 4\n  num_attention_heads: 8\n  intermediate_size: 1408\n  vocab_size: 128000\n',
			message: 'Token table and head are 91 % of the parameters.',
			at: '128000',
			fixes: [
				{
					title: 'Tie them — −65.5M parameters',
					text: 'model:\n  model_type: llama\n  hidden_size: 512\n  num_hidden_layers: 4\n  num_attention_heads: 8\n  intermediate_size: 1408\n  vocab_size: 128000\n  tie_word_embeddings: true\n',
				},
			],
		},
	],
});
