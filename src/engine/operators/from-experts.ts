import { toExperts } from '../builders.ts';
import { ShapeError, type Value } from '../graph.ts';
import type { None, Operator } from './operator.ts';
import { expectInt, float, sizeOf } from './shapes.ts';

/** The sum of each row's pairs: `[rows · active, width]` and what `routes` gives, `[rows · active]` and `[rows, active]`, give `[rows, width]`. */
export const fromExperts: Operator<None, readonly [pairs: Value, rows: Value, back: Value]> = {
	infer([pairs, rows, back]) {
		expectInt(rows);
		expectInt(back);
		if (pairs.shape.length !== 2 || sizeOf(pairs, 0) !== sizeOf(rows, 0)) throw new ShapeError('needs one row for each pair');
		return [float([sizeOf(back, 0), sizeOf(pairs, 1)])];
	},
	gradient: ({ inputs: [, rows, back] }, dy) => [toExperts(dy, { rows, back }), undefined, undefined],
	onnx({ inputs: [, , back] }, [pairs = '', , places = ''], emit) {
		const [rows = 0, active = 0] = back.shape;
		const ones = emit.integers(Array.from({ length: active }, () => 1));
		const first = emit.nodes('Split', [places, ones], { outputs: active, attributes: { axis: 1 } });
		// One after the other, so that not all pairs are there twice.
		const gathered = first.map((place) => emit.node('Gather', [pairs, emit.node('Reshape', [place, emit.integers([rows])])], { axis: 0 }));
		return [gathered.reduce((sum, each) => emit.node('Add', [sum, each]))];
	},
};
