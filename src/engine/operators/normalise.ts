import { multiply, rowMean, subtract } from '../builders.ts';
import type { Value } from '../graph.ts';
import type { NormaliseAttributes } from './attributes.ts';
import type { Operator, Unary } from './operator.ts';
import { expectFloat, float, rowsOf } from './shapes.ts';

/**
 * Layer norm (Ba et al. 2016) or RMS norm (Zhang & Sennrich 2019) without scale and shift. Outputs: y, and 1/deviation of each row.
 * The gradient is (dy − mean(dy) − y·mean(dy ∘ y)) / deviation; without centring, the first mean is absent.
 */
export const normalise: Operator<NormaliseAttributes, Unary> = {
	infer([x]) {
		expectFloat(x);
		rowsOf(x);
		return [float(x.shape), float(x.shape.with(-1, 1))];
	},
	gradient({ outputs, attributes: { centred } }, dy) {
		const [y, inverseDeviation] = outputs as readonly [Value, Value];
		const along = subtract(dy, multiply(y, rowMean(multiply(dy, y))));
		return [multiply(centred ? subtract(along, rowMean(dy)) : along, inverseDeviation)];
	},
	onnx({ inputs: [x], attributes: { centred, epsilon } }, [name = ''], emit) {
		const ones = emit.filled([rowsOf(x).columns], 1);
		const attributes = { axis: -1, epsilon: { float: epsilon } };
		if (!centred && emit.has('SimplifiedLayerNormalization')) return emit.nodes('SimplifiedLayerNormalization', [name, ones], { outputs: 2, attributes });
		if (!centred) {
			const square = emit.node('ReduceMean', [emit.node('Mul', [name, name]), emit.integers([-1])], { keepdims: 1 });
			const inverseDeviation = emit.node('Reciprocal', [emit.node('Sqrt', [emit.node('Add', [square, emit.scalar(epsilon)])])]);
			return [emit.node('Mul', [name, inverseDeviation]), inverseDeviation];
		}
		const [y = '', , inverseDeviation = ''] = emit.nodes('LayerNormalization', [name, ones], { outputs: 3, attributes });
		return [y, inverseDeviation];
	},
};
