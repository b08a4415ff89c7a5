import { trainingMemoryBudget } from '../../../src/rules/training-memory-budget.ts';
import { testRule } from './cases.ts';

testRule(trainingMemoryBudget, {
	valid: [
		{
			name: 'what its page does not report',
			text: 'model:\n  model_type: llama\n  hidden_size: 1024\n  num_attention_heads: 16\n  num_hidden_layers: 12\n  intermediate_size: 2816\ndevice:\n  memory: 80GiB\ntraining:\n  batch_size: 1\n',
		},
	],
	invalid: [
		{
			name: 'what its page reports',
			text: 'model:\n  model_type: llama\ndevice:\n  memory: 80GiB\n',
			message: 'Weights, gradients and optimizer take 100 GiB on each device, which has 80 GiB.',
			at: '80GiB',
		},
	],
});
