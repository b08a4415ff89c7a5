import type { DesignRule } from './rule.ts';

export const aspectRatioExtreme: DesignRule = {
	id: 'aspect-ratio-extreme',
	summary: 'Width over depth lies far outside what has been tried.',
	severity: 'info',
	kind: 'heuristic',
	source: 'Kaplan et al. 2020, figure 5: at a fixed size the loss moves by a few percent over a forty-fold range of the ratio.',
	reads: ['width', 'layers'],
	check({ architecture: { width, layers, passes = 1, objective, encoder }, at }) {
		const depth = layers.length * passes;
		const ratio = width / Math.max(1, depth);
		if (objective === 'other' || encoder || (ratio <= 512 && ratio >= 8 && depth >= 2)) return [];
		const message =
			depth < 2 ? 'A single layer composes nothing.' : `Width ÷ depth is ${ratio.toFixed(1)}; between 8 and 512 the loss is known to change little.`;
		return [{ message, range: at('layers'), related: [{ message: `The width is ${width}.`, range: at('width') }] }];
	},
};
