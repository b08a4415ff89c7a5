import { divisors } from './divisors.ts';
import type { DesignRule } from './rule.ts';

export const headsNotDividingHidden: DesignRule = {
	id: 'heads-not-dividing-hidden',
	summary: 'The number of heads does not divide the width, and no head size is set.',
	severity: 'error',
	kind: 'fact',
	source:
		'transformers raises on it; Megatron-LM, arguments.py, asserts it. A head size of its own removes the constraint: Bhojanapalli et al. 2020, section 4.',
	reads: ['width', 'heads'],
	check({ architecture: { width, layers }, family, readsHeadSize, sets, set, at }) {
		const { heads, kvHeads } = layers.find(({ attention }) => attention)?.attention ?? {};
		if (heads === undefined || family.fixedHeadSize || sets('headSize') || width % heads === 0) return [];
		const shared = sets('keyValueHeads') ? (kvHeads ?? 1) : 1;
		// Plain multi-head attention keeps as many key/value heads as heads, wherever the two are written.
		const alike = shared === heads;
		const fitting = divisors(width).filter((count) => alike || count % shared === 0);
		const nearest = [fitting.findLast((count) => count < heads), fitting.find((count) => count > heads)].filter((count) => count !== undefined);
		const use = (count: number) => [...set('heads', count), ...(alike ? set('keyValueHeads', count) : [])];
		const size = Math.max(1, Math.round(width / heads / 8) * 8);
		return [
			{
				message: `${heads} heads do not divide the width ${width}: a head would have ${(width / heads).toFixed(2)} dimensions.`,
				range: at('heads'),
				related: [{ message: `The width is ${width}.`, range: at('width') }],
				...(nearest[0] !== undefined && { baseline: use(nearest[0]) }),
				fixes: [
					...nearest.map((count) => ({ title: `Use ${count} heads (head_dim ${width / count})`, edits: use(count) })),
					...(readsHeadSize ? [{ title: `Set head_dim ${size}`, edits: set('headSize', size) }] : []),
				],
			},
		];
	},
};
