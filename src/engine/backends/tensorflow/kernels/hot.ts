import type { Tensor, TensorFlow } from './kernel.ts';

/** A row for each number, 1 at its place and else 0: `[...shape, depth]`. TensorFlow.js's own refuses a depth of 1, and its WebAssembly kernel writes whole numbers whatever it is asked for. */
export const hot = (tf: TensorFlow, places: Tensor, depth: number): Tensor =>
	depth === 1 ? tf.ones([...places.shape, 1]) : tf.cast(tf.oneHot(places, depth), 'float32');
