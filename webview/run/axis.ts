/** Ranges and ticks of the loss axis. A loss rarely spans a decade, so a log axis needs ticks between the powers of ten. */

const WITHIN_DECADE = [1, 1.2, 1.5, 2, 2.5, 3, 4, 5, 6, 8];

/** Lowest and highest finite value of some columns; undefined where there is none. */
export function extent(columns: readonly (readonly (number | null)[])[]): [number, number] | undefined {
	let low = Number.POSITIVE_INFINITY;
	let high = Number.NEGATIVE_INFINITY;
	for (const column of columns)
		for (const value of column) {
			if (value === null || !Number.isFinite(value)) continue;
			if (value < low) low = value;
			if (value > high) high = value;
		}
	return low <= high ? [low, high] : undefined;
}

/** The axis around some values: a little room on both sides; on a log axis in proportion, and never at or below zero. */
export function lossRange([low, high]: [number, number], logarithmic: boolean): [number, number] {
	if (logarithmic && high > 0) {
		const bottom = low > 0 ? low : high / 1000;
		const room = Math.max(Math.log(high / bottom) * 0.05, 0.02);
		return [bottom * Math.exp(-room), high * Math.exp(room)];
	}
	const room = Math.max((high - low) * 0.05, Math.abs(high) * 0.01, 1e-6);
	return [low >= 0 ? Math.max(0, low - room) : low - room, high + room];
}

/** Round values within a log range, at most `most`: powers of ten when it is wide, steps of a decade when it is narrow. */
export function logTicks(low: number, high: number, most: number): number[] {
	const firstDecade = Math.floor(Math.log10(low));
	const lastDecade = Math.floor(Math.log10(high));
	const within = (mantissas: readonly number[]) => {
		const ticks: number[] = [];
		for (let decade = firstDecade; decade <= lastDecade; decade++)
			for (const mantissa of mantissas) {
				const tick = Number(`${mantissa}e${decade}`);
				if (tick >= low && tick <= high) ticks.push(tick);
			}
		return ticks;
	};
	const choices = [WITHIN_DECADE, [1, 1.5, 2, 3, 5], [1, 2, 5], [1, 3], [1]].map(within);
	const fine = choices.find((ticks) => ticks.length <= most && ticks.length >= 2);
	if (fine !== undefined && (choices[0]?.length ?? 0) >= 3) return fine;
	const wide = choices.at(-1) ?? [];
	if (wide.length > most) return wide.filter((_, index) => index % Math.ceil(wide.length / most) === 0);
	return linearTicks(low, high, most);
}

/** Round values the smallest round step apart that makes at most `most` of them. */
export function linearTicks(low: number, high: number, most: number): number[] {
	const rough = (high - low) / Math.max(1, most);
	if (!(rough > 0)) return [low];
	const power = 10 ** Math.floor(Math.log10(rough));
	for (const factor of [1, 2, 2.5, 5, 10, 20, 25, 50]) {
		const step = factor * power;
		const first = Math.ceil(low / step - 1e-9);
		const count = Math.floor(high / step + 1e-9) - first + 1;
		if (count >= 1 && count <= most) return Array.from({ length: count }, (_, index) => Number(((first + index) * step).toPrecision(12)));
	}
	return [low];
}
