import type { Analysis } from './analysis.ts';
import { tightest } from './rank.ts';
import { formatBytes, formatCount, formatFlops } from './units.ts';

/** One figure of two designs beside each other. */
export interface Difference {
	name: string;
	/** As people write them; `unknown` where a side has no number. */
	before: string;
	after: string;
	/** Signed, with the share of the first; empty where the two are alike or not comparable. */
	change: string;
}

/** How two designs differ in what they come to; figures that neither has are left out. */
export function differences(before: Analysis | undefined, after: Analysis | undefined): Difference[] {
	const worst = (analysis: Analysis | undefined) => tightest(analysis?.rank ?? []);
	const figure = (name: string, of: (analysis: Analysis | undefined) => number | null | undefined, format: (value: number) => string): Difference[] => {
		const [a, b] = [of(before) ?? undefined, of(after) ?? undefined];
		if (a === undefined && b === undefined) return [];
		const written = (value: number | undefined) => (value === undefined ? 'unknown' : format(value));
		return [{ name, before: written(a), after: written(b), change: a === undefined || b === undefined ? '' : changeOf(a, b, format) }];
	};
	return [
		...figure('parameters', (each) => each?.parameters.value, formatCount),
		...figure('active parameters', (each) => (each?.parameters.active === each?.parameters.value ? undefined : each?.parameters.active), formatCount),
		...figure('KV cache per token', (each) => each?.cachePerToken.value || undefined, formatBytes),
		...figure('KV cache at the context', (each) => each?.cache?.value || undefined, formatBytes),
		...figure('forward per token', (each) => each?.flops?.forwardPerToken.value, formatFlops),
		...figure('training memory, at least', (each) => each?.trainingMemory?.value, formatBytes),
		...figure('score rank of a head', (each) => worst(each)?.bound, String),
		...figure('rank needed', (each) => worst(each)?.needed, String),
		...figure('context', (each) => each?.context, String),
	];
}

function changeOf(before: number, after: number, format: (value: number) => string): string {
	if (before === after) return '';
	const sign = after > before ? '+' : '−';
	const share = before === 0 ? '' : ` (${sign}${Number(((100 * Math.abs(after - before)) / before).toPrecision(2))} %)`;
	return `${sign}${format(Math.abs(after - before))}${share}`;
}
