import { ropeScalingInconsistent } from '../../../src/rules/rope-scaling-inconsistent.ts';
import { testRule } from './cases.ts';

testRule(ropeScalingInconsistent, {
	valid: [
		{
			name: 'what its page does not report',
			text: 'model:\n  model_type: llama\n  max_position_embeddings: 32768\n  rope_scaling:\n    rope_type: yarn\n    factor: 8.0\n    original_max_position_embeddings: 4096\n',
		},
	],
	invalid: [
		{
			name: 'what its page reports',
			text: 'model:\n  model_type: llama\n  max_position_embeddings: 32768\n  rope_scaling:\n    rope_type: yarn\n    factor: 4.0\n    original_max_position_embeddings: 4096\n',
			message: '4 × 4096 = 16384 positions, and the model states 32768.',
			at: '4.0',
			fixes: [
				{
					title: 'Set factor 8 — parameters unchanged',
					text: 'model:\n  model_type: llama\n  max_position_embeddings: 32768\n  rope_scaling:\n    rope_type: yarn\n    factor: 8\n    original_max_position_embeddings: 4096\n',
				},
			],
		},
	],
});
