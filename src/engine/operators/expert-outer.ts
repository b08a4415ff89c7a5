import { expertMatmul } from '../builders.ts';
import { ShapeError, type Value } from '../graph.ts';
import { expertRows, segments } from './expert-rows.ts';
import type { None, Operator } from './operator.ts';
import { float } from './shapes.ts';

/** aᵀ · b of each expert's rows: `[rows, m]` and `[rows, n]`, sorted by expert, give `[experts, m, n]`; zeros for an expert without rows. */
export const expertOuter: Operator<None, readonly [a: Value, b: Value, ends: Value]> = {
	infer([a, b, ends]) {
		const [left, right] = [expertRows(a, ends), expertRows(b, ends)];
		if (left.rows !== right.rows) throw new ShapeError(`${left.rows} rows beside ${right.rows}`);
		return [float([...ends.shape, left.columns, right.columns])];
	},
	gradient({ inputs: [a, b, ends] }, dy) {
		return [expertMatmul(b, dy, ends, true), expertMatmul(a, dy, ends, false), undefined];
	},
	onnx({ inputs: [, , { shape }], outputs: [y] }, [left = '', right = '', ends = ''], emit) {
		const [experts = 0] = shape;
		const others = segments(right, ends, experts, emit);
		const products = segments(left, ends, experts, emit).map(
			(segment, expert) =>
				emit.nodes('FusedMatMul', [segment, others[expert] ?? ''], { outputs: 1, attributes: { transA: 1 }, domain: 'com.microsoft' })[0] ?? '',
		);
		return [emit.node('Reshape', [emit.node('Concat', products, { axis: 0 }), emit.integers(y?.shape ?? [])])];
	},
};
