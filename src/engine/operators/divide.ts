import { multiply, divide as quotient, scale, sumTo } from '../builders.ts';
import type { Binary, None, Operator } from './operator.ts';
import { broadcast, expectFloat, float } from './shapes.ts';

/** a / b, broadcast. */
export const divide: Operator<None, Binary> = {
	infer([a, b]) {
		expectFloat(a, b);
		return [float(broadcast(a.shape, b.shape))];
	},
	gradient({ inputs: [a, b], outputs: [y] }, dy) {
		const da = quotient(dy, b);
		return [sumTo(da, a.shape), y && scale(sumTo(multiply(da, y), b.shape), -1)];
	},
	onnx: (_, inputs, emit) => [emit.node('Div', inputs)],
};
