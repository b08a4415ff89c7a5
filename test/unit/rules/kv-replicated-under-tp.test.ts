import { kvReplicatedUnderTp } from '../../../src/rules/kv-replicated-under-tp.ts';
import { testRule } from './cases.ts';

testRule(kvReplicatedUnderTp, {
	valid: [
		{
			name: 'what its page does not report',
			text: 'model:\n  model_type: llama\n  num_attention_heads: 32\n  num_key_value_heads: 8\nparallel:\n  tensor: 8\n',
		},
	],
	invalid: [
		{
			name: 'what its page reports',
			text: 'model:\n  model_type: llama\n  num_attention_heads: 32\n  num_key_value_heads: 4\nparallel:\n  tensor: 8\n',
			message: '4 key/value heads on 8 devices: each is kept 2 times.',
			at: '4',
		},
	],
});
