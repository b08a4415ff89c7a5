import { elements } from '../../design/tensors.ts';
import { reshape as reshaped } from '../builders.ts';
import { describe, type Shape, ShapeError } from '../graph.ts';
import type { Operator, Unary } from './operator.ts';

/** The same elements in the same order under another shape. */
export const reshape: Operator<{ shape: Shape }, Unary> = {
	infer([x], { shape }) {
		if (elements(x.shape) !== elements(shape)) throw new ShapeError(`${elements(x.shape)} elements do not fill ${describe({ shape })}`);
		return [{ shape, type: x.type }];
	},
	gradient: ({ inputs: [x] }, dy) => [reshaped(dy, x.shape)],
	onnx: ({ attributes: { shape } }, [x = ''], emit) => [emit.node('Reshape', [x, emit.integers(shape)])],
};
