import type { Emit } from '../backends/onnx/emit.ts';
import { describe, ShapeError, type Value } from '../graph.ts';
import { expectFloat, expectInt } from './shapes.ts';

/** Rows `[rows, columns]` sorted by expert. */
export interface ExpertRows {
	rows: number;
	columns: number;
}

/** Sizes of rows whose experts' segments end where `ends` `[experts]` says. */
export function expertRows(x: Value, ends: Value): ExpertRows {
	expectFloat(x);
	expectInt(ends);
	const [rows, columns] = x.shape;
	if (rows === undefined || columns === undefined || x.shape.length !== 2) throw new ShapeError(`rows ${describe(x)} need two axes`);
	if (ends.shape.length !== 1) throw new ShapeError('the ends of the segments need one axis');
	return { rows, columns };
}

/** Each expert's segment of rows, of a length that is known only as it runs. */
export function segments(x: string, ends: string, experts: number, emit: Emit): string[] {
	const each = emit.nodes('Split', [ends, emit.integers(Array.from({ length: experts }, () => 1))], { outputs: experts, attributes: { axis: 0 } });
	const zero = emit.constant(ZERO, [1]);
	return each.map((end, expert) => emit.node('Slice', [x, each[expert - 1] ?? zero, end, zero]));
}

const ZERO = Int32Array.of(0);
