import { ShapeError } from '../graph.ts';
import type { RoutesAttributes } from './attributes.ts';
import type { Operator, Unary } from './operator.ts';
import { expectFloat } from './shapes.ts';

const [INT32, BOOL] = [6, 9];

/**
 * Pairs of a row and an expert that it passes, sorted by expert, then by row. `chosen` is `[rows, experts]`, with `active` ones in each row and zeros.
 * Gives the pairs' row numbers and their places in the flattened `chosen`, both `[rows · active]`, how many each expert has, `[experts]`,
 * and the places of each row's pairs among all, `[rows, active]`.
 */
export const routes: Operator<RoutesAttributes, Unary> = {
	infer([chosen], { active }) {
		expectFloat(chosen);
		const [rows, experts] = chosen.shape;
		if (rows === undefined || experts === undefined || chosen.shape.length !== 2) throw new ShapeError('needs rows and experts');
		if (active < 1 || active > experts) throw new ShapeError(`a row cannot pass ${active} of ${experts} experts`);
		const shapes = [[rows * active], [rows * active], [experts], [rows, active]];
		return shapes.map((shape) => ({ shape, type: 'int' }));
	},
	gradient: () => [undefined],
	onnx({ inputs: [chosen], attributes: { active } }, [name = ''], emit) {
		const [rows = 0, experts = 0] = chosen.shape;
		const shaped = (x: string, shape: readonly number[]) => emit.node('Reshape', [x, emit.integers(shape)]);
		const turned = (x: string) => emit.node('Transpose', [x], { perm: [1, 0] });
		const byExpert = turned(emit.node('Cast', [name], { to: INT32 }));
		// NonZero gives places in the order in which they lie.
		const found = emit.node('NonZero', [byExpert]);
		const [expert = '', row = ''] = emit.nodes('Split', [found, emit.integers([1, 1])], { outputs: 2, attributes: { axis: 0 } });
		const place = emit.node('Add', [emit.node('Mul', [row, emit.integers([experts])]), expert]);
		const flat = (x: string) => emit.node('Cast', [shaped(x, [rows * active])], { to: INT32 });
		const counted = shaped(emit.node('CumSum', [shaped(byExpert, [experts * rows]), emit.integers([0])]), [experts, rows]);
		const counts = emit.node('ReduceSum', [byExpert, emit.integers([1])], { keepdims: 0 });
		const before = emit.node('Sub', [turned(counted), emit.constant(ONE, [])]);
		const back = emit.node('Compress', [shaped(before, [rows * experts]), shaped(emit.node('Cast', [name], { to: BOOL }), [rows * experts])]);
		return [flat(row), flat(place), counts, shaped(back, [rows, active])];
	},
};

const ONE = Int32Array.of(1);
