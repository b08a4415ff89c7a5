import type { Value } from '../graph.ts';
import type { None, Operator, Unary } from './operator.ts';
import { expectFloat, float } from './shapes.ts';

/** An operator of one value that ONNX has under its own name. `derivative` times the output's gradient, given x and y. */
export const unary = (onnx: string, gradient?: (dy: Value, x: Value, y: Value) => Value | undefined): Operator<None, Unary> => ({
	infer([x]) {
		expectFloat(x);
		return [float(x.shape)];
	},
	...(gradient && { gradient: ({ inputs: [x], outputs: [y] }, dy) => [y && gradient(dy, x, y)] }),
	onnx: (_, inputs, emit) => [emit.node(onnx, inputs)],
});
