import { placeOf } from '../design/design.ts';
import { setKey } from '../design/edits.ts';
import { divisors } from './divisors.ts';
import type { DesignRule } from './rule.ts';

export const headsNotDividingHidden: DesignRule = {
	id: 'heads-not-dividing-hidden',
	summary: 'The number of heads does not divide the width, and no head size is set.',
	severity: 'error',
	kind: 'fact',
	source:
		'transformers raises on it; Megatron-LM, arguments.py, asserts it. A head size of its own removes the constraint: Bhojanapalli et al. 2020, section 4.',
	reads: ['width', 'heads', 'headSize'],
	check({ design, family, architecture }) {
		const { keys, dialect } = design;
		const { heads, keyValueHeads, headSize, width } = family.keyNames;
		const own = dialect === 'headroom' || family.readsHeadDim;
		const attention = architecture.layers[0]?.attention;
		if (attention === undefined || (own && keys.has(keys.nameOf(headSize))) || architecture.width % attention.heads === 0) return [];
		const key = keys.nameOf(heads);
		const kvHeads = keyValueHeads !== undefined && keys.has(keys.nameOf(keyValueHeads)) ? attention.kvHeads : 1;
		// Plain multi-head attention keeps as many key/value heads as heads, wherever the two are written.
		const alike = kvHeads === attention.heads;
		const fitting = divisors(architecture.width).filter((count) => alike || count % kvHeads === 0);
		const nearest = [fitting.findLast((count) => count < attention.heads), fitting.find((count) => count > attention.heads)].filter(
			(count) => count !== undefined,
		);
		const use = (count: number) => [
			...setKey(design, key, count),
			...(alike && keyValueHeads !== undefined ? setKey(design, keys.nameOf(keyValueHeads), count) : []),
		];
		const roundSize = Math.max(1, Math.round(architecture.width / attention.heads / 8) * 8);
		return [
			{
				message: `${attention.heads} heads do not divide the width ${architecture.width}: a head would have ${(architecture.width / attention.heads).toFixed(2)} dimensions.`,
				range: placeOf(design, key),
				related: [{ message: `The width is ${architecture.width}.`, range: placeOf(design, keys.nameOf(width)) }],
				...(nearest[0] !== undefined && { baseline: use(nearest[0]) }),
				fixes: [
					...nearest.map((count) => ({ title: `Use ${count} heads (head_dim ${architecture.width / count})`, edits: use(count) })),
					...(own ? [{ title: `Set head_dim ${roundSize}`, edits: setKey(design, keys.nameOf(headSize), roundSize) }] : []),
				],
			},
		];
	},
};
