import { ShapeError } from '../graph.ts';
import type { LargestAttributes } from './attributes.ts';
import type { Operator, Unary } from './operator.ts';
import { expectFloat, float, rowsOf } from './shapes.ts';

/** 1 where among the `count` largest of its row, the first of equal ones, else 0; flat, so no gradient passes. */
export const largest: Operator<LargestAttributes, Unary> = {
	infer([x], { count }) {
		expectFloat(x);
		const { columns } = rowsOf(x);
		if (count < 1 || count > columns) throw new ShapeError(`cannot choose ${count} of ${columns}`);
		return [float(x.shape)];
	},
	gradient: () => [undefined],
	onnx({ inputs: [x], attributes: { count } }, [name = ''], emit) {
		const [, places = ''] = emit.nodes('TopK', [name, emit.integers([count])], { outputs: 2, attributes: { axis: -1, largest: 1, sorted: 1 } });
		const axis = x.shape.length - 1;
		return [emit.node('ScatterElements', [emit.filled(x.shape, 0), places, emit.filled(x.shape.with(-1, count), 1)], { axis })];
	},
};
