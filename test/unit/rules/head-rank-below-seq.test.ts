import { headRankBelowSeq } from '../../../src/rules/head-rank-below-seq.ts';
import { testRule } from './cases.ts';

const small = (heads: number, rest = '', sequence = 128) =>
	`model:\n  model_type: llama\n  hidden_size: 128 # width\n  num_hidden_layers: 2\n  num_attention_heads: ${heads}\n  intermediate_size: 352\n  vocab_size: 256\n${rest}data:\n  sequence_length: ${sequence}\n`;
const paper = (width: number, heads: number, rest = '') =>
	`model:\n  model_type: bert\n  architectures: [BertForPreTraining]\n  hidden_size: ${width}\n  num_hidden_layers: 24\n  num_attention_heads: ${heads}\n  intermediate_size: 4096\n${rest}data:\n  sequence_length: 128\n`;
const config = (keys: object) => JSON.stringify(keys);
const limit = 'An expressivity limit, not a proof of lower quality.';

testRule(headRankBelowSeq, {
	valid: [
		{ name: 'heads as large as the context needs', text: small(2) },
		{
			name: 'heads of 64 at a long context, as published decoders have',
			file: 'config.json',
			text: config({ model_type: 'llama', hidden_size: 2048, max_position_embeddings: 131072 }),
		},
		{ name: 'the paper’s BERT with 8 heads at 128 tokens', text: paper(1024, 8) },
		{ name: 'heads that do not divide the width: they have no size yet', text: small(5) },
		{ name: 'switched off in the design', text: `${small(16)}rules:\n  head-rank-below-seq: off\n` },
		{ name: 'switched off for this run', text: small(16), options: { severities: { 'head-rank-below-seq': 'off' } } },
	],
	invalid: [
		{
			name: 'many small heads, with fewer heads or larger ones',
			text: small(16),
			message: `Each head's pre-softmax scores have rank ≤ 8; matching any pattern over 128 tokens (causal) needs 64. ${limit}`,
			at: '16',
			severity: 'warning',
			fixes: [
				{ title: 'Use 2 heads (head_dim 64) — parameters unchanged', text: small(2) },
				{ title: 'Set head_dim 64 — +918K parameters', text: small(16, '  head_dim: 64\n') },
			],
		},
		{
			name: 'a head size of its own is where it is marked, and the paper’s swap is offered',
			text: small(4, '  head_dim: 48\n'),
			message: `Each head's pre-softmax scores have rank ≤ 48; matching any pattern over 128 tokens (causal) needs 64. ${limit}`,
			at: '48',
			severity: 'info',
			fixes: [
				{ title: 'Use 3 heads (head_dim 64) — parameters unchanged', text: small(3, '  head_dim: 64\n') },
				{ title: 'Set head_dim 64 — +65.5K parameters', text: small(4, '  head_dim: 64\n') },
				{ title: 'Keep the heads: head_dim 64 at width 112 — −9.3K parameters', text: small(4, '  head_dim: 64\n').replace('128 # width', '112 # width') },
			],
		},
		{
			name: 'the paper’s BERT with 32 heads at 128 tokens, with the paper’s own swap: 336M to 319M',
			text: paper(1024, 32),
			message: `Each head's pre-softmax scores have rank ≤ 32; matching any pattern over 128 tokens needs 127. ${limit}`,
			at: '32',
			severity: 'warning',
			fixes: [
				{ title: 'Use 8 heads (head_dim 128) — parameters unchanged', text: paper(1024, 8) },
				{ title: 'Set head_dim 128 — +302M parameters', text: paper(1024, 32, '  head_dim: 128\n') },
				{ title: 'Keep the heads: head_dim 128 at width 512 — −17.3M parameters', text: paper(512, 32, '  head_dim: 128\n') },
			],
		},
		{
			name: 'below 32 at any context',
			file: 'config.json',
			text: config({ model_type: 'llama', hidden_size: 1024, num_attention_heads: 64, max_position_embeddings: 8192 }),
			message: `Each head's pre-softmax scores have rank ≤ 16; matching any pattern over 8192 tokens (causal) needs 1024. ${limit}`,
			at: '64',
			severity: 'warning',
			fixes: [
				{
					title: 'Use 16 heads (head_dim 64) — parameters unchanged',
					text: config({ model_type: 'llama', hidden_size: 1024, num_attention_heads: 16, max_position_embeddings: 8192 }),
				},
				{
					title: 'Set head_dim 64 — +403M parameters',
					text: '{"model_type":"llama","hidden_size":1024,"num_attention_heads":64,"max_position_embeddings":8192, "head_dim": 64}',
				},
				{
					title: 'Keep the heads: head_dim 64 at width 768 — −18.5M parameters',
					text: '{"model_type":"llama","hidden_size":768,"num_attention_heads":64,"max_position_embeddings":8192, "head_dim": 64}',
				},
			],
		},
		{
			name: 'the paper’s own condition, ungraded',
			options: { threshold: 'paper' },
			text: small(2),
			message: `Each head's pre-softmax scores have rank ≤ 64; matching any pattern over 128 tokens (causal) needs 128. ${limit}`,
			at: '2',
			severity: 'warning',
			fixes: [
				{ title: 'Use 1 head (head_dim 128) — parameters unchanged', text: small(1) },
				{ title: 'Set head_dim 128 — +131K parameters', text: small(2, '  head_dim: 128\n') },
			],
		},
	],
});
