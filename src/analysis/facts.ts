import type { Design } from '../design/design.ts';
import type { Analysis } from './analysis.ts';
import { tightest } from './rank.ts';
import { formatBytes, formatCount, formatFlops } from './units.ts';

/** What a design comes to, in one line: `435K parameters · head rank ≤ 64 of 64 at 128 tokens · KV cache 1 KiB/token · 1 MFLOP/token`. */
export function factsLine(design: Design, analysis: Analysis | undefined): string {
	if (analysis === undefined)
		return design.modelType === undefined ? 'No model_type: nothing is counted' : `Family ${design.modelType} is not known: nothing is counted`;
	const { parameters, cachePerToken, flops } = analysis;
	return [
		parameters.value === null ? `${design.architecture?.modelClass} is not counted` : `${formatCount(parameters.value)} parameters`,
		...rankFact(analysis),
		...(cachePerToken.value === null || cachePerToken.value === 0 ? [] : [`KV cache ${formatBytes(cachePerToken.value)}/token`]),
		...(flops?.forwardPerToken.value == null ? [] : [`${formatFlops(flops.forwardPerToken.value)}/token`]),
	].join(' · ');
}

/** The class of layers with the least rank against its need. */
function rankFact({ rank }: Analysis): string[] {
	const worst = tightest(rank);
	if (worst === undefined) return [];
	return [`head rank ≤ ${worst.bound}, ${worst.needed} needed at ${worst.context} tokens`];
}
