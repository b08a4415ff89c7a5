import { elements } from '../../design/tensors.ts';
import { gather } from '../builders.ts';
import { ShapeError } from '../graph.ts';
import type { Binary, Operator } from './operator.ts';
import { expectInt, float, rowsOf, sameShape } from './shapes.ts';

const INT64 = 7;
/** Up to this many rows, a product with the one-hot matrix is faster than a scatter by element. */
const MOST_ROWS_BY_PRODUCT = 2048;

/** Adds each update `[..., width]` onto its row of an empty table `[count, width]`. */
export const scatterRows: Operator<{ count: number }, Binary> = {
	infer([rows, updates], { count }) {
		expectInt(rows);
		if (!sameShape(rows.shape, updates.shape.slice(0, -1))) throw new ShapeError('needs one update for each row number');
		return [float([count, rowsOf(updates).columns])];
	},
	gradient: ({ inputs: [rows] }, dy) => [undefined, gather(dy, rows)],
	onnx({ inputs: [rows, updates], attributes: { count } }, [rowNames = '', updateNames = ''], emit) {
		const { columns } = rowsOf(updates);
		const number = elements(rows.shape);
		const flat = emit.node('Reshape', [updateNames, emit.integers([number, columns])]);
		const column = emit.node('Reshape', [rowNames, emit.integers([number, 1])]);
		if (emit.has('ScatterND')) {
			const places = emit.node('Cast', [column], { to: INT64 });
			return [emit.node('ScatterND', [emit.filled([count, columns], 0), places, flat], { reduction: 'add' })];
		}
		if (count <= MOST_ROWS_BY_PRODUCT) {
			const wanted = emit.node('Reshape', [rowNames, emit.integers([1, number])]);
			const each = emit.constant(
				Int32Array.from({ length: count }, (_, row) => row),
				[count, 1],
			);
			const oneHot = emit.node('Cast', [emit.node('Equal', [each, wanted])], { to: 1 });
			return [emit.node('MatMul', [oneHot, flat])];
		}
		const places = emit.node('Expand', [column, emit.integers([number, columns])]);
		return [emit.node('ScatterElements', [emit.filled([count, columns], 0), places, flat], { axis: 0, reduction: 'add' })];
	},
};
