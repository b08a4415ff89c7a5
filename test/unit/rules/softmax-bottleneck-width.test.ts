import { softmaxBottleneckWidth } from '../../../src/rules/softmax-bottleneck-width.ts';
import { testRule } from './cases.ts';

testRule(softmaxBottleneckWidth, {
	valid: [
		{ name: 'what its page does not report', text: 'model:\n  model_type: llama\n  hidden_size: 2048\n  num_attention_heads: 32\n  vocab_size: 32000\n' },
	],
	invalid: [
		{
			name: 'what its page reports',
			text: 'model:\n  model_type: llama\n  hidden_size: 512\n  num_attention_heads: 8\n  vocab_size: 32000\n',
			message:
				'Scores over 32000 tokens come from 512 dimensions, so their log-probabilities have rank ≤ 513. Small models have been seen to saturate for it; the evidence is disputed.',
			at: '512',
		},
	],
});
