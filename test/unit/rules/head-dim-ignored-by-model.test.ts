import { headDimIgnoredByModel } from '../../../src/rules/head-dim-ignored-by-model.ts';
import { testRule } from './cases.ts';

testRule(headDimIgnoredByModel, {
	valid: [{ name: 'what its page does not report', file: 'config.json', text: '{ "model_type": "bert", "hidden_size": 512, "num_attention_heads": 8 }\n' }],
	invalid: [
		{
			name: 'what its page reports',
			file: 'config.json',
			text: '{ "model_type": "bert", "hidden_size": 512, "num_attention_heads": 8, "head_dim": 128 }\n',
			message: 'BertForMaskedLM does not read head_dim: its heads have 64 dimensions, not 128. A design file can train a head size of its own.',
			at: '128',
			fixes: [{ title: 'Remove head_dim — parameters unchanged', text: '{ "model_type": "bert", "hidden_size": 512, "num_attention_heads": 8 }\n' }],
		},
	],
});
