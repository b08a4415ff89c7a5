import { tooFewHeads } from '../../../src/rules/too-few-heads.ts';
import { testRule } from './cases.ts';

testRule(tooFewHeads, {
	valid: [{ name: 'what its page does not report', text: 'model:\n  model_type: llama\n  hidden_size: 512\n  num_attention_heads: 8\n' }],
	invalid: [
		{
			name: 'what its page reports',
			text: 'model:\n  model_type: llama\n  hidden_size: 512\n  num_attention_heads: 2\n',
			message: '2 heads look at few patterns at a time. Evidence is mixed: the paper finds too few heads to hurt, later work finds one wide head fine.',
			at: '2',
		},
	],
});
