import { least } from './attentions.ts';
import type { DesignRule } from './rule.ts';

export const headDimExceedsModel: DesignRule = {
	id: 'head-dim-exceeds-model',
	summary: 'A head is larger than the width that it reads from.',
	severity: 'warning',
	kind: 'fact',
	source:
		'The product of key and query weights is width × width, so its rank is at most the width (Bhojanapalli et al. 2020, Theorem 2 needs a head of at most the width).',
	reads: ['width', 'heads', 'headSize'],
	check({ architecture, at, set }) {
		const attention = least(architecture, ({ queryKeySize }) => -queryKeySize);
		const { width } = architecture;
		if (attention === undefined || attention.latent || attention.queryKeySize <= width) return [];
		const rotates = architecture.embedding.positions.kind === 'rotary' && !attention.withoutPositions;
		return [
			{
				message: rotates
					? `Heads of ${attention.queryKeySize} read a width of ${width}: only rotation lifts their scores above rank ${width}.`
					: `Heads of ${attention.queryKeySize} read a width of ${width}: their scores have rank ≤ ${width}, and the rest is parameters.`,
				range: at('headSize'),
				severity: rotates ? 'info' : 'warning',
				related: [{ message: `The width is ${width}.`, range: at('width') }],
				fixes: [{ title: `Set head_dim ${width}`, edits: set('headSize', width) }],
			},
		];
	},
};
