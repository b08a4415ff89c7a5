import type { FilledAttributes } from './attributes.ts';
import type { Operator } from './operator.ts';
import { float } from './shapes.ts';

/** Every element the same number. */
export const filled: Operator<FilledAttributes, []> = {
	infer: (_, { shape }) => [float(shape)],
	gradient: () => [],
	onnx: ({ attributes: { shape, value } }, _, emit) => [emit.filled(shape, value)],
};
