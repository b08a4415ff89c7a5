import type { Shape } from '../../../graph.ts';
import type { ConstantAttributes, FilledAttributes, SplitAttributes } from '../../../operators/attributes.ts';
import type { Call, Kernels } from './kernel.ts';

/** Operators that move elements, repeat them or make them up. */
export const arrangement: Kernels = {
	// TensorFlow.js may read from an array that it was given for as long as the tensor lives, so it gets a copy.
	constant: ({ tf, attributes: { data, shape } }: Call<ConstantAttributes>) =>
		tf.tensor(data.slice(), [...shape], data instanceof Int32Array ? 'int32' : 'float32'),
	filled: ({ tf, attributes: { shape, value } }: Call<FilledAttributes>) => tf.fill([...shape], value, 'float32'),
	expand: ({ tf, attributes: { shape } }: Call<{ shape: Shape }>, x) => tf.broadcastTo(x, [...shape]),
	reshape: ({ tf, attributes: { shape } }: Call<{ shape: Shape }>, x) => tf.reshape(x, [...shape]),
	transpose: ({ tf, attributes: { order } }: Call<{ order: readonly number[] }>, x) => tf.transpose(x, [...order]),
	split: ({ tf, attributes: { axis, sizes } }: Call<SplitAttributes>, x) => tf.split(x, [...sizes], axis),
	concat: ({ tf, attributes: { axis } }: Call<{ axis: number }>, ...parts) => tf.concat(parts, axis),
};
