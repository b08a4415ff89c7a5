import { depthExceedsWidth } from '../../../src/rules/depth-exceeds-width.ts';
import { testRule } from './cases.ts';

testRule(depthExceedsWidth, {
	valid: [
		{ name: 'what its page does not report', text: 'model:\n  model_type: llama\n  hidden_size: 512\n  num_hidden_layers: 24\n  num_attention_heads: 8\n' },
	],
	invalid: [
		{
			name: 'what its page reports',
			text: 'model:\n  model_type: llama\n  hidden_size: 512\n  num_hidden_layers: 48\n  num_attention_heads: 8\n',
			message: '48 layers at width 512: the fit puts the depth that this width can use near 22. Beyond it, width has been found to add more.',
			at: '48',
		},
	],
});
