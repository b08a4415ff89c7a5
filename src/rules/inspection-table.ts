import type { Analysis } from '../analysis/analysis.ts';
import type { Parameters } from '../analysis/parameters.ts';
import type { RankClass } from '../analysis/rank.ts';
import { formatBytes, formatCount, formatFlops } from '../analysis/units.ts';
import type { Design } from '../design/design.ts';
import type { Finding } from './rule.ts';

const whole = (value: number): string => value.toLocaleString('en-US');
const row = (name: string, value: string): string => `  ${name.padEnd(27)} ${value}`;

/** A design in a few aligned lines, made to be pasted into a report. */
export function inspectionTable(path: string, design: Design, analysis: Analysis | undefined, findings: readonly Finding[]): string {
	const { architecture, modelType } = design;
	const title = `${path}  ${architecture?.modelClass ?? modelType ?? 'no model_type'}`;
	const found = findings.map(({ severity, rule, message }) => row(severity, `${message} (${rule})`));
	if (analysis === undefined) return [title, row('parameters', 'unknown: nothing is guessed'), ...found].join('\n');
	const { parameters, rank, cachePerToken, cache, context, flops, trainingMemory } = analysis;
	const share = (count: number) => (parameters.value ? `${((100 * count) / parameters.value).toFixed(1).padStart(5)} %` : '');
	return [
		title,
		row(
			'parameters',
			parameters.value === null ? `unknown: ${parameters.formula}` : `${whole(parameters.value)}  (${formatCount(parameters.value)}, ${parameters.status})`,
		),
		...(parameters.active !== null && parameters.active !== parameters.value
			? [row('active parameters', `${whole(parameters.active)}  (${formatCount(parameters.active)} a token)`)]
			: []),
		...parameters.breakdown.map(({ name, count }) => row(`  ${name}`, `${whole(count).padStart(whole(parameters.value ?? count).length)}  ${share(count)}`)),
		...(parameters.layerGroups.length > 1 ? parameters.layerGroups.map(layersRow) : []),
		...rank.map(attentionRow),
		...(cachePerToken.value
			? [
					row(
						'KV cache',
						`${formatBytes(cachePerToken.value)} per token${cache?.value && context ? `, ${formatBytes(cache.value)} at ${whole(context)} tokens` : ''}`,
					),
				]
			: []),
		...(flops?.forwardPerToken.value
			? [row('compute', `${formatFlops(flops.forwardPerToken.value)} per token forward, ${formatFlops(flops.trainingPerToken.value ?? 0)} training`)]
			: []),
		...(trainingMemory?.value
			? [
					row(
						'training memory',
						`${between(trainingMemory.value, trainingMemory.most)} (float32, AdamW, batch ${design.training.batchSize}); from ${formatBytes(trainingMemory.recomputed)} with recomputation`,
					),
				]
			: []),
		row(
			'configuration',
			[...design.keys.resolved]
				.filter(([, { from }]) => from !== 'file')
				.map(([key, { value, from }]) => `${key} ${JSON.stringify(value)} (${from})`)
				.join(', ') || 'all from the file',
		),
		...found,
	].join('\n');
}

/** One class of layers: what its heads are, what they see, and the rank of their scores against the need. */
function attentionRow({ layers, attention, cross, bound, needed, context }: RankClass): string {
	const { heads, kvHeads, queryKeySize, mask, latent, relativeBias } = attention;
	const seen = { full: 'all tokens', causal: 'causal', 'causal-window': 'window', chunk: 'chunks', band: 'band' }[mask.kind];
	const keys = latent ? `a latent of ${latent.keyValueRank}` : `${kvHeads} key/value`;
	const scores = relativeBias ? 'content scores of rank' : 'score rank';
	return row(
		`${cross ? 'cross-attention' : 'attention'}, ${layers.length} ${layers.length === 1 ? 'layer' : 'layers'}`,
		`${heads} heads of ${queryKeySize}, ${keys}, ${seen}; ${scores} ≤ ${bound}, ${needed} needed at ${whole(context)} tokens`,
	);
}

/** A bounded figure by both ends, or by one where they read alike. */
function between(least: number, most: number): string {
	const [from, to] = [formatBytes(least), formatBytes(most)];
	return from === to ? `about ${from}` : `${from} to ${to}`;
}

/** Layers that are alike, with the parameters of each. */
function layersRow({ stack, layers, each, active }: Parameters['layerGroups'][number]): string {
	const which = `${layers.length} ${stack === 'encoder' ? 'encoder ' : ''}${layers.length === 1 ? 'layer' : 'layers'}`;
	return row(which, `${formatCount(each)} each${active === each ? '' : `, ${formatCount(active)} active`} (${spans(layers)})`);
}

/** Indices in order as spans: `0, 2–5`; cut short where they alternate. */
function spans(indices: readonly number[]): string {
	const starts = indices.filter((index, at) => at === 0 || indices[at - 1] !== index - 1);
	const written = starts.map((start) => {
		const end = indices.find((index, at) => index >= start && indices[at + 1] !== index + 1) ?? start;
		return end === start ? String(start) : `${start}–${end}`;
	});
	return written.length > 4 ? `${written.slice(0, 3).join(', ')}, …` : written.join(', ');
}
