/** All divisors of a positive whole number, smallest first. */
export function divisors(value: number): number[] {
	const small: number[] = [];
	for (let candidate = 1; candidate * candidate <= value; candidate++) if (value % candidate === 0) small.push(candidate);
	return [
		...small,
		...small
			.map((divisor) => value / divisor)
			.reverse()
			.filter((divisor) => divisor !== small.at(-1)),
	];
}
