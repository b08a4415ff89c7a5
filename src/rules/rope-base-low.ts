import { reachOf } from '../analysis/rank.ts';
import { placeOf } from '../design/design.ts';
import { setKey } from '../design/edits.ts';
import { attentionsOf } from './attentions.ts';
import type { DesignRule } from './rule.ts';

/** The least base for which a head still prefers similar tokens at every distance, by head size: [tokens, base] (Xu et al. 2024, table 1, and recomputed). */
const LEAST_BASE: Readonly<Record<number, readonly (readonly [number, number])[]>> = {
	128: [
		[1024, 4.3e3],
		[2048, 1.2e4],
		[4096, 2.7e4],
		[8192, 8.4e4],
		[16384, 2.3e5],
		[32768, 6.3e5],
		[65536, 2.1e6],
		[131072, 4.9e6],
	],
	64: [
		[1024, 7.8e3],
		[2048, 3e4],
		[4096, 1.05e5],
		[8192, 3.9e5],
		[16384, 1.55e6],
	],
};

const USUAL_BASES = [1e4, 1e5, 5e5, 1e6, 5e6, 1e7];

export const ropeBaseLow: DesignRule = {
	id: 'rope-base-low',
	summary: 'The base of the rotary positions is low for the context.',
	severity: 'info',
	kind: 'heuristic',
	source:
		'Base of RoPE Bounds Context Length, 2024: below a base that grows with the context, a head cannot tell similar tokens from random ones far away. Llama 2 ran below it.',
	reads: ['headSize', 'positions'],
	check({ architecture, design, analysis: { context } }) {
		const { positions } = architecture.embedding;
		const [first] = attentionsOf(architecture);
		const scaled = ['rope_scaling', 'rope_parameters'].some((key) => {
			const type = design.keys.inside(key).get('rope_type') ?? design.keys.inside(key).get('type');
			return type !== undefined && type !== 'default';
		});
		if (positions.kind !== 'rotary' || first === undefined || context === undefined || scaled) return [];
		// Layers with other bases of their own are not told apart here.
		if (design.keys.has('rope_local_base_freq') || design.keys.inside('rope_parameters').has('full_attention')) return [];
		const { queryKeySize, latent } = first.attention;
		if (latent || positions.dimensions < queryKeySize) return [];
		const tokens = Math.max(...attentionsOf(architecture).map(({ attention: { mask } }) => reachOf(mask, context)));
		const low = positions.base < 2 * tokens;
		const least = leastBase(queryKeySize, tokens);
		if (!low && (least === undefined || positions.base >= least)) return [];
		const target = Math.max(2 * tokens, least ?? 0);
		const base = USUAL_BASES.find((each) => each >= target);
		const message = low
			? `The rotary base ${positions.base} is less than twice the ${tokens} tokens. The base that keeps similar tokens preferred at every distance grows with the context, by about 1.6 a token and more.`
			: `For heads of ${queryKeySize} over ${tokens} tokens a rotary base of about ${least?.toExponential(1)} keeps similar tokens preferred at every distance; it is ${positions.base}.`;
		return [
			{
				message,
				range: placeOf(design, 'rope_theta'),
				severity: low ? 'info' : 'hint',
				fixes:
					base === undefined || design.keys.inside('rope_parameters').has('rope_theta')
						? []
						: [{ title: `Set rope_theta ${base}`, edits: setKey(design, 'rope_theta', base) }],
			},
		];
	},
};

/** Interpolated on logarithms; undefined outside what was computed. */
function leastBase(headSize: number, tokens: number): number | undefined {
	const table = LEAST_BASE[headSize];
	const above = table?.findIndex(([at]) => at >= tokens) ?? -1;
	const upper = table?.[above];
	const lower = table?.[above - 1];
	if (upper === undefined) return undefined;
	if (lower === undefined) return upper[0] === tokens ? upper[1] : undefined;
	const way = Math.log(tokens / lower[0]) / Math.log(upper[0] / lower[0]);
	return lower[1] * (upper[1] / lower[1]) ** way;
}
