import { ffnRatio } from '../../../src/rules/ffn-ratio.ts';
import { testRule } from './cases.ts';

testRule(ffnRatio, {
	valid: [
		{ name: 'what its page does not report', text: 'model:\n  model_type: llama\n  hidden_size: 1024\n  num_attention_heads: 16\n  intermediate_size: 2816\n' },
	],
	invalid: [
		{
			name: 'what its page reports',
			text: 'model:\n  model_type: llama\n  hidden_size: 1024\n  num_attention_heads: 16\n  intermediate_size: 512\n',
			message: 'The feed-forward block is 0.50 times the width; usual are 8/3.',
			at: '512',
			fixes: [
				{
					title: 'Use 2688 — +214M parameters',
					text: 'model:\n  model_type: llama\n  hidden_size: 1024\n  num_attention_heads: 16\n  intermediate_size: 2688\n',
				},
			],
		},
	],
});
