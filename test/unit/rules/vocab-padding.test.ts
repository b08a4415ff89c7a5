import { vocabPadding } from '../../../src/rules/vocab-padding.ts';
import { testRule } from './cases.ts';

testRule(vocabPadding, {
	valid: [{ name: 'what its page does not report', text: 'model:\n  model_type: llama\n  vocab_size: 50304\n' }],
	invalid: [
		{
			name: 'what its page reports',
			text: 'model:\n  model_type: llama\n  vocab_size: 50257\n',
			message: "50257 is no multiple of 64; the head's matrix product is slower for it. Rows can be added without touching the tokenizer.",
			at: '50257',
			fixes: [{ title: 'Pad to 50304 — +385K parameters', text: 'model:\n  model_type: llama\n  vocab_size: 50304\n' }],
		},
	],
});
