import { concat, zerosLike } from '../builders.ts';
import { ShapeError, type Value } from '../graph.ts';
import type { SplitAttributes } from './attributes.ts';
import type { Operator, Unary } from './operator.ts';
import { sizeOf } from './shapes.ts';

/** Parts of an axis, one after the other. */
export const split: Operator<SplitAttributes, Unary> = {
	infer([x], { axis, sizes }) {
		const total = sizes.reduce((sum, size) => sum + size, 0);
		if (sizeOf(x, axis) !== total) throw new ShapeError(`parts of ${total} do not make the ${sizeOf(x, axis)} of axis ${axis}`);
		return sizes.map((size) => ({ shape: x.shape.with(axis, size), type: x.type }));
	},
	gradient: ({ outputs, attributes: { axis } }, _, gradients) => [
		concat(outputs.map((output, index) => gradients[index] ?? zerosLike(output)) as [Value, ...Value[]], axis),
	],
	onnx({ attributes: { axis, sizes } }, [x = ''], emit) {
		if (sizes.length <= emit.mostParts) return emit.nodes('Split', [x, emit.integers(sizes)], { outputs: sizes.length, attributes: { axis } });
		let end = 0;
		return sizes.map((size) => {
			end += size;
			return emit.node('Slice', [x, emit.integers([end - size]), emit.integers([end]), emit.integers([axis])]);
		});
	},
};
