import { rankCollapseNoSkip } from '../../../src/rules/rank-collapse-no-skip.ts';
import { testRule } from './cases.ts';

testRule(rankCollapseNoSkip, {
	valid: [{ name: 'what its page does not report', text: 'model:\n  model_type: llama\n  hidden_size: 128\n  num_attention_heads: 4\n  residual: true\n' }],
	invalid: [
		{
			name: 'what its page reports',
			text: 'model:\n  model_type: llama\n  hidden_size: 128\n  num_attention_heads: 4\n  residual: false\n',
			message: 'Without skip connections, 32 layers of attention drive all tokens towards one vector; only feed-forward blocks slow it.',
			at: 'false',
			fixes: [
				{
					title: 'Set residual true — parameters unchanged',
					text: 'model:\n  model_type: llama\n  hidden_size: 128\n  num_attention_heads: 4\n  residual: true\n',
				},
			],
		},
	],
});
