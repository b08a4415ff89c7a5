import type { InputAttributes } from './attributes.ts';
import type { Operator } from './operator.ts';

/** Given at every run under its name. */
export const input: Operator<InputAttributes, []> = {
	infer: (_, { shape, type }) => [{ shape, type }],
	gradient: () => [],
	onnx: ({ attributes }) => [attributes.name],
};
