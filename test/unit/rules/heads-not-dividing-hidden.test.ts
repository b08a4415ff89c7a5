import { headsNotDividingHidden } from '../../../src/rules/heads-not-dividing-hidden.ts';
import { testRule } from './cases.ts';

const llama = (rest: string) => `model:\n  model_type: llama\n  hidden_size: 128\n  num_hidden_layers: 2\n${rest}`;

testRule(headsNotDividingHidden, {
	valid: [
		{ name: 'heads that divide the width', text: llama('  num_attention_heads: 4\n') },
		{ name: 'a head size of its own', text: llama('  num_attention_heads: 5\n  head_dim: 32\n') },
		{ name: 'a head size of its own in any family of a design file', text: 'model:\n  model_type: gpt2\n  n_head: 5\n  head_dim: 64\n' },
		{ name: 'a count of the wrong type, which has its own finding', text: llama('  num_attention_heads: five\n') },
	],
	invalid: [
		{
			name: 'the nearest counts around, and a head size',
			text: 'model:\n  model_type: llama\n  hidden_size: 1600 # wide\n  num_attention_heads: 48 # many\n  num_key_value_heads: 48\n',
			message: '48 heads do not divide the width 1600: a head would have 33.33 dimensions.',
			at: '48',
			fixes: [
				{
					title: 'Use 40 heads (head_dim 40) — parameters unchanged',
					text: 'model:\n  model_type: llama\n  hidden_size: 1600 # wide\n  num_attention_heads: 40 # many\n  num_key_value_heads: 40\n',
				},
				{
					title: 'Use 50 heads (head_dim 32) — parameters unchanged',
					text: 'model:\n  model_type: llama\n  hidden_size: 1600 # wide\n  num_attention_heads: 50 # many\n  num_key_value_heads: 50\n',
				},
				{
					title: 'Set head_dim 32 — −13.1M parameters',
					text: 'model:\n  model_type: llama\n  hidden_size: 1600 # wide\n  num_attention_heads: 48 # many\n  num_key_value_heads: 48\n  head_dim: 32\n',
				},
			],
		},
		{
			name: 'counts that keep the key/value heads shared evenly',
			text: llama('  num_attention_heads: 12\n  num_key_value_heads: 4\n'),
			message: '12 heads do not divide the width 128: a head would have 10.67 dimensions.',
			at: '12',
			fixes: [
				{ title: 'Use 8 heads (head_dim 16) — parameters unchanged', text: llama('  num_attention_heads: 8\n  num_key_value_heads: 4\n') },
				{ title: 'Use 16 heads (head_dim 8) — −16.4K parameters', text: llama('  num_attention_heads: 16\n  num_key_value_heads: 4\n') },
				{ title: 'Set head_dim 8 — −32.8K parameters', text: llama('  num_attention_heads: 12\n  num_key_value_heads: 4\n  head_dim: 8\n') },
			],
		},
		{
			name: 'no head size where the library would not read it',
			file: 'config.json',
			text: '{"model_type": "gpt2", "n_embd": 768, "n_head": 7, "head_dim": 64}',
			message: '7 heads do not divide the width 768: a head would have 109.71 dimensions.',
			at: '7',
			fixes: [
				{ title: 'Use 6 heads (head_dim 128) — parameters unchanged', text: '{"model_type": "gpt2", "n_embd": 768, "n_head": 6, "head_dim": 64}' },
				{ title: 'Use 8 heads (head_dim 96) — parameters unchanged', text: '{"model_type": "gpt2", "n_embd": 768, "n_head": 8, "head_dim": 64}' },
			],
		},
	],
});
