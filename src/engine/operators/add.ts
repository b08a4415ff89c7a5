import { sumTo } from '../builders.ts';
import type { Binary, None, Operator } from './operator.ts';
import { broadcast, expectFloat, float } from './shapes.ts';

/** a + b, broadcast. */
export const add: Operator<None, Binary> = {
	infer([a, b]) {
		expectFloat(a, b);
		return [float(broadcast(a.shape, b.shape))];
	},
	gradient: ({ inputs: [a, b] }, dy) => [sumTo(dy, a.shape), sumTo(dy, b.shape)],
	onnx: (_, inputs, emit) => [emit.node('Add', inputs)],
};
