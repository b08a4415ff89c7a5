import { embeddingRankBottleneck } from '../../../src/rules/embedding-rank-bottleneck.ts';
import { testRule } from './cases.ts';

testRule(embeddingRankBottleneck, {
	valid: [{ name: 'what its page does not report', text: 'model:\n  model_type: llama\n  hidden_size: 256\n  num_attention_heads: 4\n  vocab_size: 256\n' }],
	invalid: [
		{
			name: 'what its page reports',
			text: 'model:\n  model_type: llama\n  hidden_size: 512\n  num_attention_heads: 8\n  vocab_size: 256\n',
			message: 'A vocabulary of 256 enters a width of 512: the input has rank ≤ 256. Depth has been found to use parameters better than width beyond that.',
			at: '512',
		},
	],
});
