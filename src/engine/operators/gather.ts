import { scatterRows } from '../builders.ts';
import { ShapeError } from '../graph.ts';
import type { Binary, None, Operator } from './operator.ts';
import { expectInt, float, sizeOf } from './shapes.ts';

/** Rows of a table `[count, width]` by their numbers. */
export const gather: Operator<None, Binary> = {
	infer([table, rows]) {
		expectInt(rows);
		if (table.shape.length !== 2) throw new ShapeError('the table needs two axes');
		return [float([...rows.shape, sizeOf(table, 1)])];
	},
	gradient: ({ inputs: [table, rows] }, dy) => [scatterRows(rows, dy, sizeOf(table, 0)), undefined],
	onnx: (_, inputs, emit) => [emit.node('Gather', inputs, { axis: 0 })],
};
