import { parallelDegreeNotDividing } from '../../../src/rules/parallel-degree-not-dividing.ts';
import { testRule } from './cases.ts';

testRule(parallelDegreeNotDividing, {
	valid: [{ name: 'what its page does not report', text: 'model:\n  model_type: llama\n  num_attention_heads: 32\nparallel:\n  tensor: 8\n' }],
	invalid: [
		{
			name: 'what its page reports',
			text: 'model:\n  model_type: llama\n  num_attention_heads: 32\nparallel:\n  tensor: 6\n',
			message: '32 heads do not split over 6 devices.',
			at: '6',
			fixes: [
				{ title: 'Split over 4 — parameters unchanged', text: 'model:\n  model_type: llama\n  num_attention_heads: 32\nparallel:\n  tensor: 4\n' },
				{ title: 'Split over 8 — parameters unchanged', text: 'model:\n  model_type: llama\n  num_attention_heads: 32\nparallel:\n  tensor: 8\n' },
			],
		},
	],
});
