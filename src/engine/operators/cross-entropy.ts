import type { Emit } from '../backends/onnx/emit.ts';
import { crossEntropyGradient, multiply } from '../builders.ts';
import { ShapeError, type Value } from '../graph.ts';
import type { Binary, None, Operator } from './operator.ts';
import { expectFloat, expectInt, float, sizeOf } from './shapes.ts';

/**
 * Mean cross-entropy of logits `[tokens, vocabulary]` over the targets that are not negative, in nats.
 * Outputs: the loss, the log-probabilities, and each token's weight in the mean, `[tokens, 1]`: 1/counted or 0.
 */
export const crossEntropy: Operator<None, Binary> = {
	infer([logits, targets]) {
		expectFloat(logits);
		expectInt(targets);
		if (logits.shape.length !== 2 || targets.shape.length !== 1 || logits.shape[0] !== targets.shape[0]) throw new ShapeError('needs a target for each row');
		return [float([]), float(logits.shape), float([sizeOf(logits, 0), 1])];
	},
	gradient({ inputs: [, targets], outputs }, dy) {
		const [, logProbabilities, weights] = outputs as readonly [Value, Value, Value];
		return [crossEntropyGradient(logProbabilities, targets, multiply(weights, dy)), undefined];
	},
	onnx({ inputs: [logits] }, [logitNames = '', targetNames = ''], emit) {
		const column = emit.node('Reshape', [targetNames, emit.integers([sizeOf(logits, 0), 1])]);
		const zero = emit.constant(Int32Array.of(0), []);
		const counted = emit.node('Cast', [emit.node('GreaterOrEqual', [column, zero])], { to: 1 });
		const total = emit.node('Max', [emit.node('ReduceSum', [counted], { keepdims: 0 }), emit.scalar(1)]);
		const weights = emit.node('Div', [counted, total]);
		const logProbabilities = emit.has('LogSoftmax') ? emit.node('LogSoftmax', [logitNames], { axis: -1 }) : logSoftmax(logitNames, emit);
		const chosen = emit.node('GatherElements', [logProbabilities, emit.node('Max', [column, zero])], { axis: 1 });
		// Of an uncounted token, a log-probability of −∞ must not turn the sum into NaN.
		const kept = emit.node('Where', [emit.node('Greater', [weights, emit.scalar(0)]), chosen, emit.scalar(0)]);
		const loss = emit.node('Neg', [emit.node('ReduceSum', [emit.node('Mul', [kept, weights])], { keepdims: 0 })]);
		return [loss, logProbabilities, weights];
	},
};

function logSoftmax(x: string, emit: Emit): string {
	const last = emit.integers([-1]);
	const below = emit.node('Sub', [x, emit.node('ReduceMax', [x, last], { keepdims: 1 })]);
	const total = emit.node('ReduceSum', [emit.node('Exp', [below]), last], { keepdims: 1 });
	return emit.node('Sub', [below, emit.node('Log', [total])]);
}
