import { elements } from '../../design/tensors.ts';
import type { Emit } from '../backends/onnx/emit.ts';
import { gather } from '../builders.ts';
import { ShapeError } from '../graph.ts';
import type { Binary, Operator } from './operator.ts';
import { expectInt, float, rowsOf, sameShape } from './shapes.ts';

const INT64 = 7;
/** Up to this many rows, a product with the one-hot matrix is faster than a scatter by element. */
const MOST_ROWS_BY_PRODUCT = 2048;
/** ONNX Runtime 1.30 spreads a ScatterND of more numbers over its threads, which then lose what the others add to the same row. */
const MOST_BY_ONE_THREAD = 100_000;
/** Larger tables are too slow to pass from one ScatterND to the next. */
const MOST_PASSED_ON = 4_000_000;

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
		const table = emit.filled([count, columns], 0);
		const inTurn = emit.has('ScatterND');
		if (inTurn && (number * columns <= MOST_BY_ONE_THREAD || count * columns <= MOST_PASSED_ON))
			return [addedInTurn(table, column, flat, { number, columns }, emit)];
		if (!inTurn && count <= MOST_ROWS_BY_PRODUCT) {
			const wanted = emit.node('Reshape', [rowNames, emit.integers([1, number])]);
			const each = emit.constant(
				Int32Array.from({ length: count }, (_, row) => row),
				[count, 1],
			);
			const oneHot = emit.node('Cast', [emit.node('Equal', [each, wanted])], { to: 1 });
			return [emit.node('MatMul', [oneHot, flat])];
		}
		const places = emit.node('Expand', [column, emit.integers([number, columns])]);
		return [emit.node('ScatterElements', [table, places, flat], { axis: 0, reduction: 'add' })];
	},
};

/** As many updates at once as one thread adds. */
function addedInTurn(table: string, rows: string, updates: string, { number, columns }: { number: number; columns: number }, emit: Emit): string {
	const most = Math.max(1, Math.floor(MOST_BY_ONE_THREAD / columns));
	const places = emit.node('Cast', [rows], { to: INT64 });
	const some = (x: string, from: number) =>
		number <= most ? x : emit.node('Slice', [x, emit.integers([from]), emit.integers([Math.min(number, from + most)]), emit.integers([0])]);
	let sum = table;
	for (let from = 0; from < number; from += most) sum = emit.node('ScatterND', [sum, some(places, from), some(updates, from)], { reduction: 'add' });
	return sum;
}
