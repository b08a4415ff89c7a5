import { kvReadWidth } from '../../../src/rules/kv-read-width.ts';
import { testRule } from './cases.ts';

testRule(kvReadWidth, {
	valid: [
		{ name: 'what its page does not report', text: 'model:\n  model_type: llama\n  hidden_size: 4096\n  num_attention_heads: 64\n  num_key_value_heads: 8\n' },
	],
	invalid: [
		{
			name: 'what its page reports',
			text: 'model:\n  model_type: llama\n  hidden_size: 4096\n  num_attention_heads: 64\n  num_key_value_heads: 1\n',
			message: 'A layer reads its values from at most 64 of 4096 directions (1/64).',
			at: '1',
			fixes: [
				{
					title: 'Use 2 key/value heads — +16.8M parameters',
					text: 'model:\n  model_type: llama\n  hidden_size: 4096\n  num_attention_heads: 64\n  num_key_value_heads: 2\n',
				},
			],
		},
	],
});
