import { kvHeadsNotDividingHeads } from '../../../src/rules/kv-heads-not-dividing-heads.ts';
import { testRule } from './cases.ts';

const llama = (heads: number, kvHeads: number | string) =>
	`model:\n  model_type: llama\n  hidden_size: 1536\n  num_hidden_layers: 1\n  num_attention_heads: ${heads}\n  num_key_value_heads: ${kvHeads}\n`;

testRule(kvHeadsNotDividingHeads, {
	valid: [
		{ name: 'one key/value head per head', text: llama(12, 12) },
		{ name: 'groups of equal size', text: llama(12, 4) },
		{ name: 'a single key/value head', text: llama(12, 1) },
		{ name: 'a family that does not group heads', text: 'model:\n  model_type: gpt2\n  num_key_value_heads: 5\n' },
		{ name: 'a count out of range, which has its own finding', text: llama(12, 0) },
	],
	invalid: [
		{
			name: 'groups of unequal size',
			text: llama(12, 5),
			message: '5 key/value heads do not divide 12 heads: each would serve 2.40 of them.',
			at: '5',
			fixes: [
				{ title: 'Use 4 key/value heads (3 heads each) — −393K parameters', text: llama(12, 4) },
				{ title: 'Use 6 key/value heads (2 heads each) — +393K parameters', text: llama(12, 6) },
			],
		},
		{
			name: 'more key/value heads than heads',
			text: llama(4, 8),
			message: '8 key/value heads are more than the 4 heads that read them.',
			at: '8',
			fixes: [{ title: 'Use 4 key/value heads (1 head each) — −4.72M parameters', text: llama(4, 4) }],
		},
	],
});
