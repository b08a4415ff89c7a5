/** One measured figure. */
export interface Row {
	name: string;
	value: number;
	unit: string;
	/** What ran beside it in the same run, and how many times faster than it (above 1) or slower this is. */
	peer?: string;
	ratio?: number;
	goal?: string;
}

/** The middle of measured times. */
export function median(times: readonly number[]): number {
	return quantile(times, 0.5);
}

/** The time that a share of the measured ones stay within. */
export function quantile(times: readonly number[], share: number): number {
	const sorted = [...times].sort((a, b) => a - b);
	return sorted[Math.min(sorted.length - 1, Math.floor(share * sorted.length))] ?? Number.NaN;
}

/** Milliseconds of each of `count` calls, after a tenth as many to warm up. */
export function timesOf(count: number, call: (index: number) => unknown): number[] {
	for (let index = 0; index < count / 10; index++) call(index);
	return Array.from({ length: count }, (_, index) => {
		const start = performance.now();
		call(index);
		return performance.now() - start;
	});
}
