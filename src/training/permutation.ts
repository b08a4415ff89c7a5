import { uniformNumbers } from '../engine/random.ts';

/** The numbers from 0 to `count` − 1 in an order that depends on the seed alone (Fisher & Yates). */
export function permutation(count: number, seed: string): Uint32Array {
	const order = Uint32Array.from({ length: count }, (_, index) => index);
	const uniform = uniformNumbers(seed);
	for (let last = count - 1; last > 0; last--) {
		const other = Math.floor(uniform() * (last + 1));
		const moved = order[last] as number;
		order[last] = order[other] as number;
		order[other] = moved;
	}
	return order;
}
