import { add, multiply, scale, shift, subtract } from '../builders.ts';
import type { Value } from '../graph.ts';
import type { None, Operator, Unary } from './operator.ts';
import { expectFloat, float } from './shapes.ts';

export const LINEAR = 2 * Math.sqrt(2 / Math.PI);
export const CUBIC = LINEAR * 0.044715;

/**
 * The tanh form of GELU, written with the sigmoid: ½(1 + tanh(z/2)) = sigmoid(z), so y = x·s with s = sigmoid(z), z = x·q, q = a·x² + b.
 * Its derivative is s + y·(1 − s)·(3q − 2b). Outputs: y, s, q.
 */
export const geluTanh: Operator<None, Unary> = {
	infer([x]) {
		expectFloat(x);
		return [float(x.shape), float(x.shape), float(x.shape)];
	},
	gradient({ outputs }, dy) {
		const [y, s, q] = outputs as readonly [Value, Value, Value];
		const slope = multiply(subtract(y, multiply(y, s)), shift(scale(q, 3), -2 * LINEAR));
		return [multiply(dy, add(s, slope))];
	},
	onnx(_, [x = ''], emit) {
		const cubic = emit.node('Mul', [emit.node('Mul', [x, x]), emit.scalar(CUBIC)]);
		const q = emit.node('Add', [cubic, emit.scalar(LINEAR)]);
		const s = emit.node('Sigmoid', [emit.node('Mul', [x, q])]);
		return [emit.node('Mul', [x, s]), s, q];
	},
};
