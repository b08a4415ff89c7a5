import { sumTo } from '../builders.ts';
import { describe, type Shape, ShapeError } from '../graph.ts';
import type { Operator, Unary } from './operator.ts';
import { broadcast, expectFloat, float, sameShape } from './shapes.ts';

/** Stretches axes of size 1 and adds axes in front. */
export const expand: Operator<{ shape: Shape }, Unary> = {
	infer([x], { shape }) {
		expectFloat(x);
		if (!sameShape(broadcast(x.shape, shape), shape)) throw new ShapeError(`does not stretch to ${describe({ shape })}`);
		return [float(shape)];
	},
	gradient: ({ inputs: [x] }, dy) => [sumTo(dy, x.shape)],
	onnx: ({ attributes: { shape } }, [x = ''], emit) => [emit.node('Expand', [x, emit.integers(shape)])],
};
