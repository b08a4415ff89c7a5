import type { Emit } from '../backends/onnx/emit.ts';
import { describe, ShapeError, type Value } from '../graph.ts';
import { expectFloat, expectInt, sizeOf } from './shapes.ts';

/** Rows `[rows, columns]` sorted by expert. */
export interface ExpertRows {
	rows: number;
	columns: number;
}

/** Sizes of rows of which each expert has as many as `counts` `[experts]` says. */
export function expertRows(x: Value, counts: Value): ExpertRows {
	expectFloat(x);
	expectInt(counts);
	const [rows, columns] = x.shape;
	if (rows === undefined || columns === undefined || x.shape.length !== 2) throw new ShapeError(`rows ${describe(x)} need two axes`);
	if (counts.shape.length !== 1) throw new ShapeError('the counts of rows need one axis');
	return { rows, columns };
}

/** The rows of each expert, `[1, count, columns]`: only the run shows how many they are. */
export function segments([x, counts]: readonly [Value, Value], [rowNames = '', countNames = '']: readonly string[], emit: Emit): string[] {
	const { rows, columns } = expertRows(x, counts);
	const batch = emit.node('Reshape', [rowNames, emit.integers([1, rows, columns])]);
	return emit.nodes('Split', [batch, emit.node('Cast', [countNames], { to: INT64 })], { outputs: sizeOf(counts, 0), attributes: { axis: 1 } });
}

const INT64 = 7;
