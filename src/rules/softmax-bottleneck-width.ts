import type { DesignRule } from './rule.ts';

export const softmaxBottleneckWidth: DesignRule = {
	id: 'softmax-bottleneck-width',
	summary: 'A narrow model scores a vocabulary more than ten times its width.',
	severity: 'info',
	kind: 'heuristic',
	source:
		'Log-probabilities have rank at most width + 1 (Yang et al. 2017); Godey et al. 2024 tie the saturation of small models to widths below about 1000. Disputed: low rank was also found without loss.',
	reads: ['width', 'vocabulary'],
	check({ architecture: { width, vocabulary, heads, embedding }, at }) {
		const output = embedding.width ?? width;
		if (!heads.some(({ kind }) => kind === 'language-model') || output >= 1000 || vocabulary <= 10 * output) return [];
		return [
			{
				message: `Scores over ${vocabulary} tokens come from ${output} dimensions, so their log-probabilities have rank ≤ ${output + 1}. Small models have been seen to saturate for it; the evidence is disputed.`,
				range: at('width'),
				related: [{ message: `The vocabulary has ${vocabulary} tokens.`, range: at('vocabulary') }],
			},
		];
	},
};
