import type { DesignRule, RuleFinding, Size } from './rule.ts';

export const gemmAlignment: DesignRule = {
	id: 'gemm-alignment',
	summary: 'A matrix dimension is no multiple of 8, or of 64.',
	severity: 'warning',
	kind: 'fact',
	source:
		'Tensor cores take 16-byte or 128-byte rows. Anthony et al. 2024, measured on an H100 at width 4096: a feed-forward size of 10922 ran at 273 TFLOPS, 10944 at 398.',
	reads: ['width', 'heads', 'headSize', 'feedForward'],
	check({ architecture, at, set, sets }) {
		const attention = architecture.layers.find((layer) => layer.attention)?.attention;
		const feedForward = architecture.layers.find((layer) => layer.feedForward)?.feedForward;
		const sizes: { size: Size; value: number; what: string; own: boolean }[] = [
			{ size: 'width', value: architecture.width, what: 'The width', own: true },
			...(feedForward ? [{ size: 'feedForward' as const, value: feedForward.size, what: 'The feed-forward size', own: true }] : []),
			...(attention && !attention.latent
				? [
						{ size: 'heads' as const, value: attention.heads * attention.queryKeySize, what: 'Heads × head size', own: false },
						{ size: 'keyValueHeads' as const, value: attention.kvHeads * attention.queryKeySize, what: 'Key/value heads × head size', own: false },
					]
				: []),
		];
		const worst = sizes.find(({ value }) => value % 8 !== 0) ?? sizes.find(({ value }) => value % 64 !== 0);
		if (worst === undefined) return [];
		const step = worst.value % 8 !== 0 ? 8 : 64;
		const up = Math.ceil(worst.value / 64) * 64;
		// Rounding the width would leave heads that do not divide it, unless they have a size of their own.
		const settable = worst.own && (worst.size !== 'width' || sets('headSize'));
		const finding: RuleFinding = {
			message: `${worst.what}, ${worst.value}, is no multiple of ${step}: half-precision matrix products run below their speed.`,
			range: at(worst.size),
			severity: step === 8 ? 'warning' : 'hint',
			fixes: settable ? [{ title: `Round up to ${up}`, edits: set(worst.size, up) }] : [],
		};
		return [finding];
	},
};
