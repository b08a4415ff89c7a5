import { aspectRatioExtreme } from '../../../src/rules/aspect-ratio-extreme.ts';
import { testRule } from './cases.ts';

testRule(aspectRatioExtreme, {
	valid: [
		{ name: 'what its page does not report', text: 'model:\n  model_type: llama\n  hidden_size: 4096\n  num_hidden_layers: 32\n  num_attention_heads: 32\n' },
	],
	invalid: [
		{
			name: 'what its page reports',
			text: 'model:\n  model_type: llama\n  hidden_size: 8192\n  num_hidden_layers: 8\n  num_attention_heads: 64\n',
			message: 'Width ÷ depth is 1024.0; between 8 and 512 the loss is known to change little.',
			at: '8',
		},
	],
});
