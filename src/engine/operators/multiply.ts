import { multiply as product, sumTo } from '../builders.ts';
import type { Binary, None, Operator } from './operator.ts';
import { broadcast, expectFloat, float } from './shapes.ts';

/** a · b, elementwise, broadcast. */
export const multiply: Operator<None, Binary> = {
	infer([a, b]) {
		expectFloat(a, b);
		return [float(broadcast(a.shape, b.shape))];
	},
	gradient: ({ inputs: [a, b] }, dy) => [sumTo(product(dy, b), a.shape), sumTo(product(dy, a), b.shape)],
	onnx: (_, inputs, emit) => [emit.node('Mul', inputs)],
};
