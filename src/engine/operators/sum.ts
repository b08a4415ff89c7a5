import { elements } from '../../design/tensors.ts';
import { expand } from '../builders.ts';
import type { Operator, Unary } from './operator.ts';
import { expectFloat, float, sizeOf } from './shapes.ts';

/** Sum over axes, which stay with size 1. */
export const sum: Operator<{ axes: readonly number[] }, Unary> = {
	infer([x], { axes }) {
		expectFloat(x);
		for (const axis of axes) sizeOf(x, axis);
		return [float(x.shape.map((size, axis) => (axes.includes(axis) ? 1 : size)))];
	},
	gradient: ({ inputs: [x] }, dy) => [expand(dy, x.shape)],
	onnx({ inputs: [x], outputs, attributes: { axes } }, [name = ''], emit) {
		const leading = axes.every((axis, index) => axis === index) && axes.length < x.shape.length;
		if (!leading) return [emit.node('ReduceSum', [name, emit.integers(axes)], { keepdims: 1 })];
		// A product with ones is more than twice as fast as ReduceSum over the first axes.
		const rows = elements(x.shape.slice(0, axes.length));
		const flat = emit.node('Reshape', [name, emit.integers([rows, elements(x.shape) / rows])]);
		const total = emit.node('MatMul', [emit.filled([1, rows], 1), flat]);
		return [emit.node('Reshape', [total, emit.integers(outputs[0]?.shape ?? [])])];
	},
};
