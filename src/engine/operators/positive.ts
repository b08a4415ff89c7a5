import type { None, Operator, Unary } from './operator.ts';
import { expectFloat, float } from './shapes.ts';

/** 1 where positive, else 0; flat, so no gradient passes. */
export const positive: Operator<None, Unary> = {
	infer([x]) {
		expectFloat(x);
		return [float(x.shape)];
	},
	gradient: () => [undefined],
	onnx: (_, [x = ''], emit) => [emit.node('Cast', [emit.node('Greater', [x, emit.scalar(0)])], { to: 1 })],
};
