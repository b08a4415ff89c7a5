import { add, erf, exp, multiply, scale, shift } from '../builders.ts';
import type { None, Operator, Unary } from './operator.ts';
import { expectFloat, float } from './shapes.ts';

/** x·Φ(x), the exact form (Hendrycks & Gimpel 2016); its derivative is Φ(x) + x·φ(x). */
export const gelu: Operator<None, Unary> = {
	infer([x]) {
		expectFloat(x);
		return [float(x.shape)];
	},
	gradient({ inputs: [x] }, dy) {
		const cumulative = shift(scale(erf(scale(x, Math.SQRT1_2)), 0.5), 0.5);
		const density = scale(exp(scale(multiply(x, x), -0.5)), 1 / Math.sqrt(2 * Math.PI));
		return [multiply(dy, add(cumulative, multiply(x, density)))];
	},
	onnx: (_, inputs, emit) => emit.nodes('Gelu', inputs, { outputs: 1, domain: 'com.microsoft' }),
};
