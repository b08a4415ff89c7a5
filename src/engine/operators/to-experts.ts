import { fromExperts } from '../builders.ts';
import { ShapeError, type Value } from '../graph.ts';
import type { None, Operator } from './operator.ts';
import { expectInt, float, sizeOf } from './shapes.ts';

/** The row of each pair of a row and an expert: `[rows, width]` and what `routes` gives, `[rows · active]` and `[rows, active]`, give `[rows · active, width]`. */
export const toExperts: Operator<None, readonly [x: Value, rows: Value, back: Value]> = {
	infer([x, rows, back]) {
		expectInt(rows);
		expectInt(back);
		if (x.shape.length !== 2 || sizeOf(x, 0) !== sizeOf(back, 0)) throw new ShapeError('needs the rows that the pairs are of');
		return [float([...rows.shape, sizeOf(x, 1)])];
	},
	gradient: ({ inputs: [, rows, back] }, dy) => [fromExperts(dy, { rows, back }), undefined, undefined],
	onnx: (_, [x = '', rows = ''], emit) => [emit.node('Gather', [x, rows], { axis: 0 })],
};
