import { CUBIC, LINEAR } from '../../../operators/gelu-tanh.ts';
import type { Kernels } from './kernel.ts';

/** Operators that compute each element by itself. */
export const elementwise: Kernels = {
	add: ({ tf }, a, b) => tf.add(a, b),
	subtract: ({ tf }, a, b) => tf.sub(a, b),
	multiply: ({ tf }, a, b) => tf.mul(a, b),
	divide: ({ tf }, a, b) => tf.div(a, b),
	minimum: ({ tf }, a, b) => tf.minimum(a, b),
	sqrt: ({ tf }, x) => tf.sqrt(x),
	exp: ({ tf }, x) => tf.exp(x),
	erf: ({ tf }, x) => tf.erf(x),
	tanh: ({ tf }, x) => tf.tanh(x),
	sigmoid: ({ tf }, x) => tf.sigmoid(x),
	relu: ({ tf }, x) => tf.relu(x),
	positive: ({ tf }, x) => tf.cast(tf.greater(x, 0), 'float32'),
	gelu: ({ tf }, x) => tf.mul(tf.mul(x, 0.5), tf.add(tf.erf(tf.mul(x, Math.SQRT1_2)), 1)),
	gelu_tanh({ tf }, x) {
		const q = tf.add(tf.mul(tf.square(x), CUBIC), LINEAR);
		const s = tf.sigmoid(tf.mul(x, q));
		const y = tf.mul(x, s);
		return [y, tf.add(tf.mul(tf.sub(y, tf.mul(y, s)), tf.sub(tf.mul(q, 3), 2 * LINEAR)), s)];
	},
	silu({ tf }, x) {
		const s = tf.sigmoid(x);
		return [tf.mul(x, s), s];
	},
};
