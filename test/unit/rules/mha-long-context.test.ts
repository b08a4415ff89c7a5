import { mhaLongContext } from '../../../src/rules/mha-long-context.ts';
import { testRule } from './cases.ts';

testRule(mhaLongContext, {
	valid: [
		{
			name: 'what its page does not report',
			text: 'model:\n  model_type: llama\n  num_attention_heads: 32\n  num_key_value_heads: 8\n  max_position_embeddings: 16384\n',
		},
	],
	invalid: [
		{
			name: 'what its page reports',
			text: 'model:\n  model_type: llama\n  num_attention_heads: 32\n  max_position_embeddings: 16384\n',
			message: 'All 32 heads keep keys and values of their own over 16384 tokens; eight groups have been found to cost little quality and much less cache.',
			at: '32',
			fixes: [
				{
					title: 'Use 8 key/value heads — −805M parameters',
					text: 'model:\n  model_type: llama\n  num_attention_heads: 32\n  max_position_embeddings: 16384\n  num_key_value_heads: 8\n',
				},
			],
		},
	],
});
