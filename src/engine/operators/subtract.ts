import { scale, sumTo } from '../builders.ts';
import type { Binary, None, Operator } from './operator.ts';
import { broadcast, expectFloat, float } from './shapes.ts';

/** a − b, broadcast. */
export const subtract: Operator<None, Binary> = {
	infer([a, b]) {
		expectFloat(a, b);
		return [float(broadcast(a.shape, b.shape))];
	},
	gradient: ({ inputs: [a, b] }, dy) => [sumTo(dy, a.shape), scale(sumTo(dy, b.shape), -1)],
	onnx: (_, inputs, emit) => [emit.node('Sub', inputs)],
};
