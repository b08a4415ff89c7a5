import { moeRoutingInvalid } from '../../../src/rules/moe-routing-invalid.ts';
import { testRule } from './cases.ts';

testRule(moeRoutingInvalid, {
	valid: [{ name: 'what its page does not report', text: 'model:\n  model_type: mixtral\n  num_local_experts: 8\n  num_experts_per_tok: 2\n' }],
	invalid: [
		{
			name: 'what its page reports',
			text: 'model:\n  model_type: mixtral\n  num_local_experts: 4\n  num_experts_per_tok: 8\n',
			message: 'Each token is sent to 8 experts, and there are 4.',
			at: '8',
			fixes: [
				{ title: 'Send each token to 4 — parameters unchanged', text: 'model:\n  model_type: mixtral\n  num_local_experts: 4\n  num_experts_per_tok: 4\n' },
			],
		},
	],
});
