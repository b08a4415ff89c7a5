import type { DesignRule } from './rule.ts';

export const depthExceedsWidth: DesignRule = {
	id: 'depth-exceeds-width',
	summary: 'The model is half again deeper than its width can use.',
	severity: 'info',
	kind: 'heuristic',
	source: 'Levine et al. 2020: past a depth that grows with the logarithm of the width, layers add less than width; ln d = 5.039 + 0.0555·L is their fit.',
	reads: ['width', 'layers'],
	check({ architecture: { width, layers, passes = 1 }, at }) {
		const depth = layers.length * passes;
		const useful = (Math.log(width) - 5.039) / 0.0555;
		if (depth <= 1.5 * Math.max(useful, 6)) return [];
		return [
			{
				message: `${depth} layers at width ${width}: the fit puts the depth that this width can use near ${Math.max(1, Math.round(useful))}. Beyond it, width has been found to add more.`,
				range: at('layers'),
				related: [{ message: `The width is ${width}.`, range: at('width') }],
			},
		];
	},
};
