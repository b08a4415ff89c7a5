import { matmul, multiply, overRows, subtract, sum, sumTo, transpose } from '../builders.ts';
import { describe, ShapeError, type Value } from '../graph.ts';
import type { AttendAttributes } from './attributes.ts';
import type { Binary, Operator } from './operator.ts';
import { broadcast, expectFloat, float } from './shapes.ts';

/**
 * softmax(scores) · values, `[...batch, queries, keys]` and `[...batch, keys, size]`. Outputs: the context, and the probabilities.
 * The gradient of the scores is p ∘ (dp − rowsum(dp ∘ p)), and that row sum is rowsum(dy ∘ y), which is smaller (Dao et al. 2022, B.2).
 */
export const attend: Operator<AttendAttributes, Binary> = {
	infer([scores, values], { rowsFirst }) {
		expectFloat(scores, values);
		const batch = rowsFirst ? values.shape.slice(1, -1) : values.shape.slice(0, -2);
		const keys = values.shape.at(rowsFirst ? 0 : -2);
		const size = values.shape.at(-1);
		if (scores.shape.length < 2 || keys !== scores.shape.at(-1) || size === undefined)
			throw new ShapeError(`${describe(scores)} scores do not weigh ${describe(values)} values`);
		return [float([...broadcast(scores.shape.slice(0, -2), batch), scores.shape.at(-2) ?? 1, size]), float(scores.shape)];
	},
	gradient({ inputs: [, values], outputs, attributes: { rowsFirst } }, dy) {
		const [context, probabilities] = outputs as readonly [Value, Value];
		const rank = context.shape.length;
		const axes = [...context.shape.keys()];
		const toRowsFirst = [rank - 2, ...axes.slice(0, -2), rank - 1];
		const toRowsLast = [...axes.slice(1, -1), 0, rank - 1];
		// Both are at hand with rows first, as the output projection reads and gives them.
		const dots = sum(multiply(transpose(dy, toRowsFirst), transpose(context, toRowsFirst)), [rank - 1]);
		const arranged = rowsFirst ? transpose(values, toRowsLast) : values;
		const dp = matmul(dy, arranged, { transposeB: true });
		const dv = sumTo(overRows(probabilities, dy), arranged.shape);
		return [multiply(probabilities, subtract(dp, transpose(dots, toRowsLast))), rowsFirst ? transpose(dv, toRowsFirst) : dv];
	},
	onnx({ inputs: [, given], attributes: { rowsFirst } }, [scores = '', values = ''], emit) {
		const probabilities = emit.node('Softmax', [scores], { axis: -1 });
		const operands = [emit.narrow(probabilities), emit.narrow(values)] as const;
		if (!rowsFirst) return [emit.widen(emit.node('MatMul', operands)), probabilities];
		if (!emit.has('FusedMatMul')) {
			const axes = [...given.shape.keys()];
			const rowsLast = emit.node('Transpose', [operands[1]], { perm: [...axes.slice(1, -1), 0, axes.length - 1] });
			return [emit.widen(emit.node('MatMul', [operands[0], rowsLast])), probabilities];
		}
		const [context = ''] = emit.nodes('FusedMatMul', operands, { outputs: 1, attributes: { transBatchB: 1 }, domain: 'com.microsoft' });
		return [emit.widen(context), probabilities];
	},
};
