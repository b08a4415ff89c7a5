import { expertMatmul } from '../builders.ts';
import { ShapeError, type Value } from '../graph.ts';
import { expertRows, segments } from './expert-rows.ts';
import type { None, Operator } from './operator.ts';
import { float } from './shapes.ts';

/** aᵀ · b of each expert's rows: `[rows, m]` and `[rows, n]`, sorted by expert, give `[experts, m, n]`; zeros for an expert without rows. */
export const expertOuter: Operator<None, readonly [a: Value, b: Value, counts: Value]> = {
	infer([a, b, counts]) {
		const [left, right] = [expertRows(a, counts), expertRows(b, counts)];
		if (left.rows !== right.rows) throw new ShapeError(`${left.rows} rows beside ${right.rows}`);
		return [float([...counts.shape, left.columns, right.columns])];
	},
	gradient({ inputs: [a, b, counts] }, dy) {
		return [expertMatmul(b, dy, counts, true), expertMatmul(a, dy, counts, false), undefined];
	},
	onnx({ inputs: [a, b, counts] }, [left = '', right = '', countNames = ''], emit) {
		const others = segments([b, counts], [right, countNames], emit);
		const products = segments([a, counts], [left, countNames], emit).map(
			(segment, expert) =>
				emit.nodes('FusedMatMul', [segment, others[expert] ?? ''], { outputs: 1, attributes: { transA: 1 }, domain: 'com.microsoft' })[0] ?? '',
		);
		return [emit.node('Concat', products, { axis: 0 })];
	},
};
