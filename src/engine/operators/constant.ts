import { elements } from '../../design/tensors.ts';
import { ShapeError } from '../graph.ts';
import type { ConstantAttributes } from './attributes.ts';
import type { Operator } from './operator.ts';

/** An array that is part of the graph. */
export const constant: Operator<ConstantAttributes, []> = {
	infer(_, { data, shape }) {
		if (data.length !== elements(shape)) throw new ShapeError(`${data.length} numbers do not fill [${shape.join(', ')}]`);
		return [{ shape, type: data instanceof Int32Array ? 'int' : 'float' }];
	},
	gradient: () => [],
	onnx: ({ attributes: { data, shape } }, _, emit) => [emit.constant(data, shape)],
};
