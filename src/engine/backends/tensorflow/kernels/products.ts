import { elements } from '../../../../design/tensors.ts';
import type { AttendAttributes, MatmulAttributes } from '../../../operators/attributes.ts';
import { broadcast, sameShape } from '../../../operators/shapes.ts';
import type { Call, Kernels, Tensor, TensorFlow } from './kernel.ts';

/** Operators that multiply matrices. */
export const products: Kernels = {
	matmul({ tf, attributes }: Call<MatmulAttributes>, a, b) {
		const { transposeA, transposeB, rowsFirstA, rowsFirstB, alpha } = attributes;
		const product = batched(tf, rowsFirstA ? rowsLast(tf, a) : a, rowsFirstB ? rowsLast(tf, b) : b, transposeA, transposeB);
		return alpha === 1 ? product : tf.mul(product, alpha);
	},
	attend({ tf, attributes: { rowsFirst } }: Call<AttendAttributes>, scores, values) {
		const probabilities = tf.softmax(scores);
		return [batched(tf, probabilities, rowsFirst ? rowsLast(tf, values) : values), probabilities];
	},
};

/** `[rows, ...batch, columns]` as `[...batch, rows, columns]`. */
function rowsLast(tf: TensorFlow, x: Tensor): Tensor {
	const axes = [...x.shape.keys()];
	return tf.transpose(x, [...axes.slice(1, -1), 0, axes.length - 1]);
}

/** Product of the last two axes. TensorFlow.js stretches batches rightly only where one of them is a single matrix, so others are written out before. */
function batched(tf: TensorFlow, a: Tensor, b: Tensor, transposeA = false, transposeB = false): Tensor {
	const [batchA, batchB] = [a.shape.slice(0, -2), b.shape.slice(0, -2)];
	if (sameShape(batchA, batchB)) return tf.matMul(a, b, transposeA, transposeB);
	if (!transposeA && batchB.length <= batchA.length) {
		// Where the right side is the same for a run of the left one's last batches, their rows stand below each other in one matrix.
		const shared = batchA.length - batchB.length;
		const padded = [...new Array<number>(shared).fill(1), ...batchB];
		const kept = padded.findLastIndex((size) => size !== 1) + 1;
		if (sameShape(padded.slice(0, kept), batchA.slice(0, kept))) {
			const matrix = b.shape.slice(-2);
			const [rows = 1, inner = 1] = a.shape.slice(-2);
			const outer = batchA.slice(0, kept);
			const product = tf.matMul(tf.reshape(a, [...outer, elements(batchA.slice(kept)) * rows, inner]), tf.reshape(b, [...outer, ...matrix]), false, transposeB);
			return tf.reshape(product, [...batchA, rows, product.shape.at(-1) ?? 1]);
		}
	}
	const batch = broadcast(batchA, batchB);
	const stretched = (x: Tensor) => tf.broadcastTo(x, [...batch, ...x.shape.slice(-2)]);
	return tf.matMul(stretched(a), stretched(b), transposeA, transposeB);
}
