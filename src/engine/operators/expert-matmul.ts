import { expertOuter, expertMatmul as product } from '../builders.ts';
import { describe, ShapeError, type Value } from '../graph.ts';
import type { ExpertMatmulAttributes } from './attributes.ts';
import { expertRows, segments } from './expert-rows.ts';
import type { Operator } from './operator.ts';
import { expectFloat, float, sizeOf } from './shapes.ts';

/** Rows `[rows, inner]` sorted by expert, each times the weight of its own expert: `[rows, columns]`. `counts` `[experts]` says how many rows each expert has. */
export const expertMatmul: Operator<ExpertMatmulAttributes, readonly [x: Value, weights: Value, counts: Value]> = {
	infer([x, weights, counts], { transposeB }) {
		const { rows, columns: inner } = expertRows(x, counts);
		expectFloat(weights);
		const [experts, first, second, ...more] = weights.shape;
		if (second === undefined || more.length > 0) throw new ShapeError(`weights ${describe(weights)} need three axes`);
		if (experts !== counts.shape[0]) throw new ShapeError(`weights of ${experts} experts, and counts of ${counts.shape[0]}`);
		const [innerB, columns = 0] = transposeB ? [second, first] : [first, second];
		if (inner !== innerB) throw new ShapeError(`the inner sizes ${inner} and ${innerB} differ`);
		return [float([rows, columns])];
	},
	gradient({ inputs: [x, weights, counts], attributes: { transposeB } }, dy) {
		return [product(dy, weights, counts, !transposeB), transposeB ? expertOuter(dy, x, counts) : expertOuter(x, dy, counts), undefined];
	},
	onnx({ inputs: [x, weights, counts], outputs: [y], attributes: { transposeB } }, [rowNames = '', weightNames = '', countNames = ''], emit) {
		const each = { outputs: sizeOf(weights, 0), attributes: { axis: 0 } };
		const ofExperts = emit.nodes('Split', [weightNames, emit.integers(Array.from({ length: each.outputs }, () => 1))], each);
		const products = segments([x, counts], [rowNames, countNames], emit).map((segment, expert) => {
			const operands = [segment, ofExperts[expert] ?? ''];
			if (!transposeB) return emit.node('MatMul', operands);
			return emit.nodes('FusedMatMul', operands, { outputs: 1, attributes: { transB: 1 }, domain: 'com.microsoft' })[0] ?? '';
		});
		return [emit.node('Reshape', [emit.node('Concat', products, { axis: 1 }), emit.integers(y?.shape ?? [])])];
	},
};
