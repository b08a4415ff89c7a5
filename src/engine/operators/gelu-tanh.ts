import { multiply } from '../builders.ts';
import type { None, Operator, Unary } from './operator.ts';
import { expectFloat, float } from './shapes.ts';

export const LINEAR = 2 * Math.sqrt(2 / Math.PI);
export const CUBIC = LINEAR * 0.044715;

/**
 * The tanh form of GELU, written with the sigmoid: ½(1 + tanh(z/2)) = sigmoid(z), so y = x·s with s = sigmoid(z), z = x·q, q = a·x² + b.
 * Outputs: y, and its derivative s + y·(1 − s)·(3q − 2b), which is all that the backward pass needs.
 */
export const geluTanh: Operator<None, Unary> = {
	infer([x]) {
		expectFloat(x);
		return [float(x.shape), float(x.shape)];
	},
	gradient({ outputs: [, slope] }, dy) {
		return slope ? [multiply(dy, slope)] : [undefined];
	},
	onnx(_, [x = ''], emit) {
		const cubic = emit.node('Mul', [emit.node('Mul', [x, x]), emit.scalar(CUBIC)]);
		const q = emit.node('Add', [cubic, emit.scalar(LINEAR)]);
		const s = emit.node('Sigmoid', [emit.node('Mul', [x, q])]);
		const y = emit.node('Mul', [x, s]);
		const inner = emit.node('Add', [emit.node('Mul', [q, emit.scalar(3)]), emit.scalar(-2 * LINEAR)]);
		const curved = emit.node('Mul', [emit.node('Sub', [y, emit.node('Mul', [y, s])]), inner]);
		return [y, emit.node('Add', [curved, s])];
	},
};
