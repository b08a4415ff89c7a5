import { add, multiply, subtract } from '../builders.ts';
import type { Value } from '../graph.ts';
import type { None, Operator, Unary } from './operator.ts';
import { expectFloat, float } from './shapes.ts';

/** y = x·s with s = sigmoid(x), which is the second output; its derivative is s + y·(1 − s). */
export const silu: Operator<None, Unary> = {
	infer([x]) {
		expectFloat(x);
		return [float(x.shape), float(x.shape)];
	},
	gradient({ outputs }, dy) {
		const [y, s] = outputs as readonly [Value, Value];
		return [multiply(dy, add(s, subtract(y, multiply(y, s))))];
	},
	onnx(_, [x = ''], emit) {
		const s = emit.node('Sigmoid', [x]);
		return [emit.node('Mul', [x, s]), s];
	},
};
