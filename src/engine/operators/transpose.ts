import { transpose as transposed } from '../builders.ts';
import { ShapeError } from '../graph.ts';
import type { Operator, Unary } from './operator.ts';
import { sizeOf } from './shapes.ts';

/** Axis `i` of the result is axis `order[i]` of the input. */
export const transpose: Operator<{ order: readonly number[] }, Unary> = {
	infer([x], { order }) {
		if (order.length !== x.shape.length || new Set(order).size !== order.length) throw new ShapeError(`[${order.join(', ')}] is not an order of its axes`);
		return [{ shape: order.map((axis) => sizeOf(x, axis)), type: x.type }];
	},
	gradient: ({ attributes: { order } }, dy) => [
		transposed(
			dy,
			order.map((_, axis) => order.indexOf(axis)),
		),
	],
	onnx: ({ attributes: { order } }, inputs, emit) => [emit.node('Transpose', inputs, { perm: order })],
};
