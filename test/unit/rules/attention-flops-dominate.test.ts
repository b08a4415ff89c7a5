import { attentionFlopsDominate } from '../../../src/rules/attention-flops-dominate.ts';
import { testRule } from './cases.ts';

testRule(attentionFlopsDominate, {
	valid: [
		{
			name: 'what its page does not report',
			text: 'model:\n  model_type: llama\n  hidden_size: 512\n  num_hidden_layers: 4\n  num_attention_heads: 8\n  intermediate_size: 1408\n  vocab_size: 8192\n  max_position_embeddings: 2048\n',
		},
	],
	invalid: [
		{
			name: 'what its page reports',
			text: 'model:\n  model_type: llama\n  hidden_size: 512\n  num_hidden_layers: 4\n  num_attention_heads: 8\n  intermediate_size: 1408\n  vocab_size: 8192\n  max_position_embeddings: 131072\n',
			message: 'At 131072 tokens 94 % of the forward pass is scores and values; a window would cut it.',
			at: '131072',
		},
	],
});
