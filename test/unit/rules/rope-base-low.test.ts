import { ropeBaseLow } from '../../../src/rules/rope-base-low.ts';
import { testRule } from './cases.ts';

testRule(ropeBaseLow, {
	valid: [
		{
			name: 'what its page does not report',
			text: 'model:\n  model_type: llama\n  hidden_size: 4096\n  num_attention_heads: 32\n  max_position_embeddings: 32768\n  rope_theta: 1000000.0\n',
		},
	],
	invalid: [
		{
			name: 'what its page reports',
			text: 'model:\n  model_type: llama\n  hidden_size: 4096\n  num_attention_heads: 32\n  max_position_embeddings: 32768\n  rope_theta: 10000.0\n',
			message:
				'The rotary base 10000 is less than twice the 32768 tokens. The base that keeps similar tokens preferred at every distance grows with the context, by about 1.6 a token and more.',
			at: '10000.0',
			fixes: [
				{
					title: 'Set rope_theta 1000000 — parameters unchanged',
					text: 'model:\n  model_type: llama\n  hidden_size: 4096\n  num_attention_heads: 32\n  max_position_embeddings: 32768\n  rope_theta: 1000000\n',
				},
			],
		},
	],
});
