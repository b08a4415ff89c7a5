import { placeOf } from '../design/design.ts';
import { setKey } from '../design/edits.ts';
import type { DesignRule } from './rule.ts';

export const softcapKernel: DesignRule = {
	id: 'softcap-kernel',
	summary: 'Scores are soft-capped, and the attention implementation has no path for it.',
	severity: 'hint',
	kind: 'fact',
	source: "PyTorch's scaled_dot_product_attention has no soft-cap; FlashAttention has since 2.6, without dropout.",
	reads: [],
	check({ design }) {
		const implementation = ['attn_implementation', '_attn_implementation'].find((key) => design.keys.get(key) === 'sdpa');
		const cap = design.keys.get('attn_logit_softcapping');
		if (implementation === undefined || typeof cap !== 'number') return [];
		return [
			{
				message: `Scores are capped at ${cap}, and sdpa has no cap: it is left out or computed slowly.`,
				range: placeOf(design, implementation),
				related: [{ message: `The cap is ${cap}.`, range: placeOf(design, 'attn_logit_softcapping') }],
				fixes: [{ title: 'Use flash_attention_2', edits: setKey(design, implementation, 'flash_attention_2') }],
			},
		];
	},
};
