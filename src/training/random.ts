/**
 * Numbers in [0, 1) that depend on the seeds alone: xoshiro128** (Blackman & Vigna 2018), its state spread from the
 * seeds by the finaliser of MurmurHash3. Seeds are read as 32-bit integers; their order counts.
 */
export function random(...seeds: readonly number[]): () => number {
	const state = new Uint32Array(4);
	for (let word = 0; word < 4; word++) state[word] = seeds.reduce((hash, seed) => mix(hash ^ mix(seed + 0x9e3779b9)), word + 1);
	// The one state from which only zeros follow.
	if (state.every((word) => word === 0)) state[0] = 1;
	return () => next(state) / 2 ** 32;
}

function mix(value: number): number {
	let hash = value | 0;
	hash = Math.imul(hash ^ (hash >>> 16), 0x85ebca6b);
	hash = Math.imul(hash ^ (hash >>> 13), 0xc2b2ae35);
	return hash ^ (hash >>> 16);
}

const rotate = (value: number, by: number): number => (value << by) | (value >>> (32 - by));

function next(state: Uint32Array): number {
	const [a, b, c, d] = state as unknown as [number, number, number, number];
	const result = Math.imul(rotate(Math.imul(b, 5), 7), 9) >>> 0;
	state[2] = c ^ a;
	state[3] = d ^ b;
	state[1] = b ^ (state[2] as number);
	state[0] = a ^ (state[3] as number);
	state[2] = (state[2] as number) ^ (b << 9);
	state[3] = rotate(state[3] as number, 11);
	return result;
}

/** The numbers from 0 to `count` − 1 in an order that depends on the seeds alone (Fisher & Yates). */
export function permutation(count: number, ...seeds: readonly number[]): Uint32Array {
	const order = Uint32Array.from({ length: count }, (_, index) => index);
	const draw = random(...seeds);
	for (let last = count - 1; last > 0; last--) {
		const other = Math.floor(draw() * (last + 1));
		const moved = order[last] as number;
		order[last] = order[other] as number;
		order[other] = moved;
	}
	return order;
}
