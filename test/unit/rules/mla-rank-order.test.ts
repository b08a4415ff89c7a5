import { mlaRankOrder } from '../../../src/rules/mla-rank-order.ts';
import { testRule } from './cases.ts';

testRule(mlaRankOrder, {
	valid: [
		{
			name: 'what its page does not report',
			text: 'model:\n  model_type: deepseek_v3\n  num_hidden_layers: 4\n  kv_lora_rank: 512\n  qk_nope_head_dim: 128\n  v_head_dim: 128\n',
		},
	],
	invalid: [
		{
			name: 'what its page reports',
			text: 'model:\n  model_type: deepseek_v3\n  num_hidden_layers: 4\n  kv_lora_rank: 64\n  qk_nope_head_dim: 128\n  v_head_dim: 128\n',
			message: 'The key/value latent of 64 caps every head below its own size of 128.',
			at: '64',
			fixes: [
				{
					title: 'Set kv_lora_rank 128 — +10.2M parameters',
					text: 'model:\n  model_type: deepseek_v3\n  num_hidden_layers: 4\n  kv_lora_rank: 128\n  qk_nope_head_dim: 128\n  v_head_dim: 128\n',
				},
			],
		},
	],
});
