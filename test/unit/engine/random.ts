/** Numbers in [low, high) that are the same at every run (mulberry32; Ettinger). */
export function numbers(seed: number, count: number, low = -2, high = 2): number[] {
	let state = seed;
	return Array.from({ length: count }, () => {
		state = (state + 0x6d2b79f5) | 0;
		let mixed = Math.imul(state ^ (state >>> 15), state | 1);
		mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
		return low + ((high - low) * ((mixed ^ (mixed >>> 14)) >>> 0)) / 2 ** 32;
	});
}

/** Whole numbers below a limit. */
export const tokens = (seed: number, count: number, limit: number): Int32Array => Int32Array.from(numbers(seed, count, 0, limit), Math.floor);
