import { mlaNoCompression } from '../../../src/rules/mla-no-compression.ts';
import { testRule } from './cases.ts';

testRule(mlaNoCompression, {
	valid: [{ name: 'what its page does not report', text: 'model:\n  model_type: deepseek_v3\n  num_hidden_layers: 4\n  kv_lora_rank: 512\n' }],
	invalid: [
		{
			name: 'what its page reports',
			text: 'model:\n  model_type: deepseek_v3\n  num_hidden_layers: 4\n  kv_lora_rank: 2048\n',
			message: 'Each token caches 2112 values in a layer, no fewer than the 2048 of eight key/value heads of 128.',
			at: '2048',
		},
	],
});
