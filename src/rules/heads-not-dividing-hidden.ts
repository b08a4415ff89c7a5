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
		const own = dialect === 'headroom' || family.readsHeadDim;
		const heads = architecture.layers[0]?.attention.heads;
		if (heads === undefined || (own && keys.has(keys.nameOf(family.keyNames.headSize))) || architecture.width % heads === 0) return [];
		const key = keys.nameOf(family.keyNames.heads);
		const kvHeads =
			family.keyNames.keyValueHeads !== undefined && keys.has(keys.nameOf(family.keyNames.keyValueHeads))
				? (architecture.layers[0]?.attention.kvHeads ?? 1)
				: 1;
		const fitting = divisors(architecture.width).filter((count) => count % kvHeads === 0);
		const nearest = [fitting.findLast((count) => count < heads), fitting.find((count) => count > heads)].filter((count) => count !== undefined);
		const headSize = Math.max(1, Math.round(architecture.width / heads / 8) * 8);
		return [
			{
				message: `${heads} heads do not divide the width ${architecture.width}: a head would have ${(architecture.width / heads).toFixed(2)} dimensions.`,
				range: placeOf(design, key),
				related: [{ message: `The width is ${architecture.width}.`, range: placeOf(design, keys.nameOf(family.keyNames.width)) }],
				fixes: [
					...nearest.map((count) => ({ title: `Use ${count} heads (head_dim ${architecture.width / count})`, edits: setKey(design, key, count) })),
					...(own ? [{ title: `Set head_dim ${headSize}`, edits: setKey(design, keys.nameOf(family.keyNames.headSize), headSize) }] : []),
				],
			},
		];
	},
};
