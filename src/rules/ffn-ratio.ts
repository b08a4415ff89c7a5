import type { DesignRule } from './rule.ts';

export const ffnRatio: DesignRule = {
	id: 'ffn-ratio',
	summary: 'The feed-forward block is narrower than the width, or more than ten times as wide.',
	severity: 'info',
	kind: 'heuristic',
	source: 'Kaplan et al. 2020, figure 5: flat over a wide range. Usual are 4, or 8/3 where it is gated; Gemma has 8, T5-11B 64.',
	reads: ['width', 'feedForward'],
	check({ architecture: { width, layers }, at, set }) {
		// Beside routed experts a dense block is an exception of its own.
		const block = layers.find(({ feedForward, mixture }) => feedForward && !mixture)?.feedForward;
		if (block === undefined || layers.some(({ mixture }) => mixture)) return [];
		const ratio = block.size / width;
		if (ratio >= 1 && ratio <= 10) return [];
		const usual = block.gated ? Math.max(128, Math.round((8 * width) / 3 / 128) * 128) : 4 * width;
		return [
			{
				message: `The feed-forward block is ${ratio.toFixed(2)} times the width; usual are ${block.gated ? '8/3' : '4'}.`,
				range: at('feedForward'),
				fixes: usual / width >= 1 && usual / width <= 10 ? [{ title: `Use ${usual}`, edits: set('feedForward', usual) }] : [],
			},
		];
	},
};
