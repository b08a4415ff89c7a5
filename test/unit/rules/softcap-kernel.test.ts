import { softcapKernel } from '../../../src/rules/softcap-kernel.ts';
import { testRule } from './cases.ts';

testRule(softcapKernel, {
	valid: [{ name: 'what its page does not report', text: 'model:\n  model_type: gemma2\n  attn_logit_softcapping: 50.0\n  attn_implementation: eager\n' }],
	invalid: [
		{
			name: 'what its page reports',
			text: 'model:\n  model_type: gemma2\n  attn_logit_softcapping: 50.0\n  attn_implementation: sdpa\n',
			message: 'Scores are capped at 50, and sdpa has no cap: it is left out or computed slowly.',
			at: 'sdpa',
			fixes: [
				{
					title: 'Use flash_attention_2 — parameters unchanged',
					text: 'model:\n  model_type: gemma2\n  attn_logit_softcapping: 50.0\n  attn_implementation: "flash_attention_2"\n',
				},
			],
		},
	],
});
