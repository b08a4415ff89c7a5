import { elements } from '../../../../design/tensors.ts';
import type { RotaryAttributes } from '../../../operators/attributes.ts';
import { hot } from './hot.ts';
import type { Call, Kernels, Tensor } from './kernel.ts';

/** Operators that know of tokens and their positions. */
export const tokens: Kernels = {
	gather: ({ tf }, table, rows) => tf.gather(table, rows),
	scatter_rows({ tf, attributes: { count } }: Call<{ count: number }>, rows, updates) {
		const width = updates.shape.at(-1) ?? 1;
		const number = elements(rows.shape);
		return tf.scatterND(tf.reshape(rows, [number, 1]), tf.reshape(updates, [number, width]), [count, width]);
	},
	rotary({ tf, attributes: { dimensions, interleaved } }: Call<RotaryAttributes>, x, cos, sin) {
		const [positions = 1, sequences = 1, heads = 1, size = 1] = x.shape;
		const half = dimensions / 2;
		const pairs = interleaved ? [half, 2] : [2, half];
		const axis = interleaved ? 4 : 3;
		const turning = dimensions === size ? x : tf.slice(x, [0, 0, 0, 0], [positions, sequences, heads, dimensions]);
		const [a, b] = tf.split(tf.reshape(turning, [positions, sequences, heads, ...pairs]), 2, axis) as [Tensor, Tensor];
		const table = (of: Tensor) => tf.reshape(of, [positions, 1, 1, ...(interleaved ? [half, 1] : [1, half])]);
		const [c, s] = [table(cos), table(sin)];
		const turned = tf.concat([tf.sub(tf.mul(a, c), tf.mul(b, s)), tf.add(tf.mul(b, c), tf.mul(a, s))], axis);
		const flat = tf.reshape(turned, [positions, sequences, heads, dimensions]);
		if (dimensions === size) return flat;
		return tf.concat([flat, tf.slice(x, [0, 0, 0, dimensions], [positions, sequences, heads, size - dimensions])], 3);
	},
	cross_entropy({ tf }, logits, targets) {
		const [number = 1] = logits.shape;
		const counted = tf.cast(tf.greaterEqual(targets, tf.scalar(0, 'int32')), 'float32');
		const weights = tf.div(counted, tf.maximum(tf.sum(counted), 1));
		const logProbabilities = tf.logSoftmax(logits);
		const places = tf.stack([tf.range(0, number, 1, 'int32'), tf.maximum(targets, tf.scalar(0, 'int32'))], 1);
		const chosen = tf.gatherND(logProbabilities, places);
		// Of an uncounted token, a log-probability of −∞ must not turn the sum into NaN.
		const kept = tf.where(tf.greater(weights, 0), chosen, tf.zerosLike(chosen));
		return [tf.neg(tf.sum(tf.mul(kept, weights))), logProbabilities, tf.reshape(weights, [number, 1])];
	},
	cross_entropy_gradient({ tf }, logProbabilities, targets, weights) {
		const [, vocabulary = 1] = logProbabilities.shape;
		const wanted = hot(tf, tf.maximum(targets, tf.scalar(0, 'int32')), vocabulary);
		return tf.mul(tf.sub(tf.exp(logProbabilities), wanted), weights);
	},
};
