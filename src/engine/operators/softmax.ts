import { multiply, subtract, sum } from '../builders.ts';
import type { None, Operator, Unary } from './operator.ts';
import { expectFloat, float } from './shapes.ts';

/** Over the last axis; its gradient is y ∘ (dy − rowsum(dy ∘ y)). */
export const softmax: Operator<None, Unary> = {
	infer([x]) {
		expectFloat(x);
		return [float(x.shape)];
	},
	gradient({ outputs: [y] }, dy) {
		if (!y) return [undefined];
		return [multiply(y, subtract(dy, sum(multiply(dy, y), [y.shape.length - 1])))];
	},
	onnx: (_, inputs, emit) => [emit.node('Softmax', inputs, { axis: -1 })],
};
