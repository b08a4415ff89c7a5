import { multiply, positive, subtract, sumTo } from '../builders.ts';
import type { Binary, None, Operator } from './operator.ts';
import { broadcast, expectFloat, float } from './shapes.ts';

/** The smaller of a and b, broadcast; where equal, no gradient passes. */
export const minimum: Operator<None, Binary> = {
	infer([a, b]) {
		expectFloat(a, b);
		return [float(broadcast(a.shape, b.shape))];
	},
	gradient: ({ inputs: [a, b] }, dy) => [sumTo(multiply(dy, positive(subtract(b, a))), a.shape), sumTo(multiply(dy, positive(subtract(a, b))), b.shape)],
	onnx: (_, inputs, emit) => [emit.node('Min', inputs)],
};
