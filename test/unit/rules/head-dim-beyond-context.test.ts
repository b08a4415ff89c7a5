import { headDimBeyondContext } from '../../../src/rules/head-dim-beyond-context.ts';
import { testRule } from './cases.ts';

testRule(headDimBeyondContext, {
	valid: [
		{
			name: 'what its page does not report',
			text: 'model:\n  model_type: llama\n  hidden_size: 512\n  num_attention_heads: 4\ndata:\n  sequence_length: 256\n',
		},
	],
	invalid: [
		{
			name: 'what its page reports',
			text: 'model:\n  model_type: llama\n  hidden_size: 512\n  num_attention_heads: 4\ndata:\n  sequence_length: 64\n',
			message: 'Heads of 128 see 64 tokens, and scores have no more rank than tokens. More heads of that size would use the parameters otherwise.',
			at: '4',
		},
	],
});
