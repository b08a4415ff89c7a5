import type { LargestAttributes, NormaliseAttributes } from '../../../operators/attributes.ts';
import { hot } from './hot.ts';
import type { Call, Kernels } from './kernel.ts';

/** Operators that look at whole rows, or at any axes. */
export const rows: Kernels = {
	sum: ({ tf, attributes: { axes } }: Call<{ axes: readonly number[] }>, x) => tf.sum(x, [...axes], true),
	softmax: ({ tf }, x) => tf.softmax(x),
	normalise({ tf, attributes: { centred, epsilon } }: Call<NormaliseAttributes>, x) {
		const deviations = centred ? tf.sub(x, tf.mean(x, -1, true)) : x;
		const inverse = tf.rsqrt(tf.add(tf.mean(tf.square(deviations), -1, true), epsilon));
		return [tf.mul(deviations, inverse), inverse];
	},
	largest({ tf, attributes: { count } }: Call<LargestAttributes>, x) {
		const { indices } = tf.topk(x, count);
		return tf.sum(hot(tf, indices, x.shape.at(-1) ?? 1), -2);
	},
};
