/** Beyond any size of a model; of larger numbers only the small divisors and their partners are looked for. */
const MOST_TRIED = 2 ** 20;

/** All divisors of a positive whole number up to 2⁴⁰, smallest first. */
export function divisors(value: number): number[] {
	const small: number[] = [];
	for (let candidate = 1; candidate * candidate <= value && candidate <= MOST_TRIED; candidate++) if (value % candidate === 0) small.push(candidate);
	return [
		...small,
		...small
			.map((divisor) => value / divisor)
			.reverse()
			.filter((divisor) => divisor !== small.at(-1)),
	];
}
