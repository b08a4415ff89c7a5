import { kvCacheBudget } from '../../../src/rules/kv-cache-budget.ts';
import { testRule } from './cases.ts';

testRule(kvCacheBudget, {
	valid: [{ name: 'what its page does not report', text: 'model:\n  model_type: llama\n  max_position_embeddings: 4096\ndevice:\n  memory: 24GiB\n' }],
	invalid: [
		{
			name: 'what its page reports',
			text: 'model:\n  model_type: llama\n  max_position_embeddings: 32768\ndevice:\n  memory: 24GiB\n  batch: 8\n',
			message: '128 GiB of cache for 8 × 32768 tokens and 12.6 GiB of weights do not fit 24 GiB.',
			at: '24GiB',
		},
	],
});
