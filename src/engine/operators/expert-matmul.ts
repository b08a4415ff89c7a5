import { expertOuter, expertMatmul as product } from '../builders.ts';
import { describe, ShapeError, type Value } from '../graph.ts';
import { expertRows, segments } from './expert-rows.ts';
import type { Operator } from './operator.ts';
import { expectFloat, float } from './shapes.ts';

export interface ExpertMatmulAttributes {
	/** Weights are `[experts, columns, inner]`, not `[experts, inner, columns]`. */
	transposeB: boolean;
}

/** Rows `[rows, inner]` sorted by expert, each times the weight of its own expert: `[rows, columns]`. `ends` `[experts]` says where an expert's rows end. */
export const expertMatmul: Operator<ExpertMatmulAttributes, readonly [x: Value, weights: Value, ends: Value]> = {
	infer([x, weights, ends], { transposeB }) {
		const { rows, columns: inner } = expertRows(x, ends);
		expectFloat(weights);
		const [experts, first, second, ...more] = weights.shape;
		if (second === undefined || more.length > 0) throw new ShapeError(`weights ${describe(weights)} need three axes`);
		if (experts !== ends.shape[0]) throw new ShapeError(`weights of ${experts} experts, and segments of ${ends.shape[0]}`);
		const [innerB, columns = 0] = transposeB ? [second, first] : [first, second];
		if (inner !== innerB) throw new ShapeError(`the inner sizes ${inner} and ${innerB} differ`);
		return [float([rows, columns])];
	},
	gradient({ inputs: [x, weights, ends], attributes: { transposeB } }, dy) {
		return [product(dy, weights, ends, !transposeB), transposeB ? expertOuter(dy, x, ends) : expertOuter(x, dy, ends), undefined];
	},
	onnx({ inputs: [, weights], outputs: [y], attributes: { transposeB } }, [rowNames = '', weightNames = '', ends = ''], emit) {
		const [experts = 0] = weights.shape;
		const products = segments(rowNames, ends, experts, emit).map((segment, expert) => {
			const weight = emit.node('Slice', [weightNames, emit.integers([expert]), emit.integers([expert + 1]), emit.integers([0])]);
			if (!transposeB) return emit.node('MatMul', [segment, weight]);
			return emit.nodes('FusedMatMul', [segment, weight], { outputs: 1, attributes: { transB: 1 }, domain: 'com.microsoft' })[0] ?? '';
		});
		// `[1, segment, columns]` each.
		return [emit.node('Reshape', [emit.node('Concat', products, { axis: 1 }), emit.integers(y?.shape ?? [])])];
	},
};
