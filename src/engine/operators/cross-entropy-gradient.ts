import type { Value } from '../graph.ts';
import type { None, Operator } from './operator.ts';
import { float, sizeOf } from './shapes.ts';

/** Gradient of the cross-entropy by its logits: (exp(log-probabilities) − one-hot(targets)) · weights. */
export const crossEntropyGradient: Operator<None, readonly [logProbabilities: Value, targets: Value, weights: Value]> = {
	infer: ([logProbabilities]) => [float(logProbabilities.shape)],
	onnx({ inputs: [logProbabilities] }, [logProbabilityNames = '', targetNames = '', weightNames = ''], emit) {
		const rows = sizeOf(logProbabilities, 0);
		const column = emit.node('Reshape', [targetNames, emit.integers([rows, 1])]);
		const places = emit.node('Max', [column, emit.constant(Int32Array.of(0), [])]);
		const probabilities = emit.node('Exp', [logProbabilityNames]);
		const difference = emit.node('ScatterElements', [probabilities, places, emit.filled([rows, 1], -1)], { axis: 1, reduction: 'add' });
		return [emit.node('Mul', [difference, weightNames])];
	},
};
