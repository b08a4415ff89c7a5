// Training's update, on vectors of any length. Plain JavaScript, for a thread (lane.mjs) loads it as it stands.
import { readFileSync } from 'node:fs';

/** Numbers of a vector that are in the program's memory at once (adamw.wat): what is made of them stays in the processor's cache. */
const BLOCK = 16_384;

/** Opens the update's program. JavaScript itself is three times slower at it, and checks at every number whether its array was given away. */
export function openAdamW() {
	const module = new WebAssembly.Module(readFileSync(new URL('./adamw.wasm', import.meta.url)));
	const { memory, add, squares, update } = new WebAssembly.Instance(module).exports;
	const [weights, first, second, gradient] = [0, 1, 2, 3].map((place) => new Float32Array(memory.buffer, 4 * BLOCK * place, BLOCK));
	/** Of each block where it starts and how long it is, in numbers, and the bytes that the program is to go through. */
	function* blocksOf({ length }) {
		for (let start = 0; start < length; start += BLOCK) {
			const count = Math.min(BLOCK, length - start);
			yield { start, count, bytes: 16 * Math.ceil(count / 4) };
		}
	}
	return {
		/** Adds vectors onto the first; the sum of squares of what that has become. */
		addUp(sum, others) {
			let total = 0;
			for (const { start, count, bytes } of blocksOf(sum)) {
				gradient.fill(0, count, bytes / 4);
				gradient.set(sum.subarray(start, start + count));
				for (const other of others) {
					weights.set(other.subarray(start, start + count));
					weights.fill(0, count, bytes / 4);
					add(bytes);
				}
				if (others.length > 0) sum.set(gradient.subarray(0, count), start);
				total += squares(bytes);
			}
			return total;
		},
		/** AdamW in place (Loshchilov & Hutter 2019); `kept` is what decay leaves of a weight. */
		update(vectors, { factor, beta1, beta2, stepSize, epsilon }, kept) {
			for (const { start, count, bytes } of blocksOf(vectors.gradient)) {
				const part = (name) => vectors[name].subarray(start, start + count);
				gradient.set(part('gradient'));
				weights.set(part('weights'));
				first.set(part('first'));
				second.set(part('second'));
				update(bytes, beta1, beta2, factor * (1 - beta1), factor * factor * (1 - beta2), stepSize, epsilon, kept);
				part('weights').set(weights.subarray(0, count));
				part('first').set(first.subarray(0, count));
				part('second').set(second.subarray(0, count));
			}
		},
	};
}
