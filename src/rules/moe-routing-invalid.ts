import { placeIn, placeOf } from '../design/design.ts';
import { setKey } from '../design/edits.ts';
import { divisors } from './divisors.ts';
import type { DesignRule, RuleFinding } from './rule.ts';

/** What families call the experts that each token passes. */
const ACTIVE = ['num_experts_per_tok', 'num_experts_per_token', 'moe_topk', 'moe_k', 'moe_top_k', 'top_k_experts'];

export const moeRoutingInvalid: DesignRule = {
	id: 'moe-routing-invalid',
	summary: 'Tokens cannot be routed: more experts a token than there are, or groups of unequal size.',
	severity: 'error',
	kind: 'fact',
	source: 'The top-k of the router has no more than its experts; Megatron-LM, arguments.py, asserts the divisions.',
	reads: [],
	check({ architecture, design }) {
		const mixture = architecture.layers.find((layer) => layer.mixture)?.mixture;
		if (mixture === undefined) return [];
		const { experts, active } = mixture;
		const findings: RuleFinding[] = [];
		const key = ACTIVE.find((name) => design.keys.has(name)) ?? 'num_experts_per_tok';
		if (active > experts)
			findings.push({
				message: `Each token is sent to ${active} experts, and there are ${experts}.`,
				range: placeOf(design, key),
				fixes: [{ title: `Send each token to ${experts}`, edits: setKey(design, key, experts) }],
			});
		const groups = design.keys.get('n_group');
		if (typeof groups === 'number' && groups > 0 && experts % groups !== 0) {
			const fitting = divisors(experts).findLast((count) => count <= groups) ?? 1;
			findings.push({
				message: `${experts} experts do not fall into ${groups} groups of equal size.`,
				range: placeOf(design, 'n_group'),
				fixes: [{ title: `Use ${fitting} groups`, edits: setKey(design, 'n_group', fitting) }],
			});
		}
		const { expert } = design.parallel;
		const place = placeIn(design, 'parallel', 'expert');
		if (place && experts % expert !== 0) findings.push({ message: `${experts} experts do not spread over ${expert} devices evenly.`, range: place });
		return findings;
	},
};
