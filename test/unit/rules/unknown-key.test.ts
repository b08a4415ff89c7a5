import { unknownKey } from '../../../src/rules/unknown-key.ts';
import { testRule } from './cases.ts';

testRule(unknownKey, {
	valid: [
		{
			name: 'a harmless extra key',
			file: 'config.json',
			text: '{"model_type": "llama", "transformers_version": "4.40.0", "torch_dtype": "bfloat16", "use_cache": true}',
		},
		{ name: 'a near miss of a key that is there', file: 'config.json', text: '{"model_type": "llama", "num_attention_heads": 8, "num_attention_head": 8}' },
		{ name: 'an unknown family, whose keys are not known either', file: 'config.json', text: '{"model_type": "resnet", "hiden_size": 8}' },
		{ name: 'gpt2 under the generic names', file: 'config.json', text: '{"model_type": "gpt2", "hidden_size": 768}' },
	],
	invalid: [
		{
			name: 'a slip of the pen',
			text: 'model:\n  model_type: llama\n  hiden_size: 2048 # wide\n',
			message: 'hiden_size is not read here. Did you mean hidden_size?',
			at: 'hiden_size',
			fixes: [{ title: 'Rename to hidden_size — −3.91B parameters', text: 'model:\n  model_type: llama\n  hidden_size: 2048 # wide\n' }],
		},
		{
			name: "another library's word",
			file: 'config.json',
			text: '{"model_type": "llama", "n_kv_heads": 8}',
			message: 'n_kv_heads is not read here. Did you mean num_key_value_heads?',
			at: '"n_kv_heads"',
			fixes: [{ title: 'Rename to num_key_value_heads — −805M parameters', text: '{"model_type": "llama", "num_key_value_heads": 8}' }],
		},
		{
			name: 'in a section of the design',
			text: 'model:\n  model_type: llama\ntraining:\n  learning_rat: 0.001\n',
			message: 'learning_rat is not read here. Did you mean learning_rate?',
			at: 'learning_rat',
			fixes: [{ title: 'Rename to learning_rate — parameters unchanged', text: 'model:\n  model_type: llama\ntraining:\n  learning_rate: 0.001\n' }],
		},
		{
			name: 'a section itself',
			text: 'model:\n  model_type: llama\ntrainig:\n  steps: 5\n',
			message: 'trainig is not read here. Did you mean training?',
			at: 'trainig',
			fixes: [{ title: 'Rename to training — parameters unchanged', text: 'model:\n  model_type: llama\ntraining:\n  steps: 5\n' }],
		},
	],
});
