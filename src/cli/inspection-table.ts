import type { Analysis } from '../analysis/analysis.ts';
import { formatBytes, formatCount, formatFlops } from '../analysis/units.ts';
import type { Design } from '../design/design.ts';
import type { Finding } from '../rules/rule.ts';

const whole = (value: number): string => value.toLocaleString('en-US');
const row = (name: string, value: string): string => `  ${name.padEnd(22)}${value}`;

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
		...parameters.breakdown.map(({ name, count }) => row(`  ${name}`, `${whole(count).padStart(whole(parameters.value ?? count).length)}  ${share(count)}`)),
		...rank.map(({ layers, attention: { heads, kvHeads, queryKeySize }, bound, needed, context: tokens }) =>
			row(
				`attention, ${layers.length} layers`,
				`${heads} heads of ${queryKeySize}, ${kvHeads} key/value; score rank ≤ ${bound}, ${needed} needed at ${whole(tokens)} tokens`,
			),
		),
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
			? [row('training memory', `at least ${formatBytes(trainingMemory.value)} (float32, AdamW, batch ${design.training.batchSize})`)]
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
