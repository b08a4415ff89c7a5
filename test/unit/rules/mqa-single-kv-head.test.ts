import { mqaSingleKvHead } from '../../../src/rules/mqa-single-kv-head.ts';
import { testRule } from './cases.ts';

testRule(mqaSingleKvHead, {
	valid: [
		{ name: 'what its page does not report', text: 'model:\n  model_type: llama\n  hidden_size: 2048\n  num_attention_heads: 16\n  num_key_value_heads: 4\n' },
	],
	invalid: [
		{
			name: 'what its page reports',
			text: 'model:\n  model_type: llama\n  hidden_size: 2048\n  num_attention_heads: 16\n  num_key_value_heads: 1\n',
			message: 'One key/value head serves 16 heads; four or eight have been found to keep more of the quality, and to train more steadily.',
			at: '1',
			fixes: [
				{
					title: 'Use 4 key/value heads — +50.3M parameters',
					text: 'model:\n  model_type: llama\n  hidden_size: 2048\n  num_attention_heads: 16\n  num_key_value_heads: 4\n',
				},
				{
					title: 'Use 8 key/value heads — +117M parameters',
					text: 'model:\n  model_type: llama\n  hidden_size: 2048\n  num_attention_heads: 16\n  num_key_value_heads: 8\n',
				},
			],
		},
	],
});
