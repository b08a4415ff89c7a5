import { vocabOffScaling } from '../../../src/rules/vocab-off-scaling.ts';
import { testRule } from './cases.ts';

testRule(vocabOffScaling, {
	valid: [
		{ name: 'what its page does not report', text: 'model:\n  model_type: llama\n  hidden_size: 4096\n  num_attention_heads: 32\n  vocab_size: 32000\n' },
	],
	invalid: [
		{
			name: 'what its page reports',
			text: 'model:\n  model_type: llama\n  hidden_size: 4096\n  num_attention_heads: 32\n  vocab_size: 8000\n',
			message: '8000 tokens for 6.48B other parameters; the fit gives about 59.6K, for English text and dense models.',
			at: '8000',
		},
	],
});
