import { split } from '../builders.ts';
import { ShapeError, type Value } from '../graph.ts';
import type { Operator } from './operator.ts';
import { sameShape, sizeOf } from './shapes.ts';

/** Values one after the other along an axis. */
export const concat: Operator<{ axis: number }, readonly [Value, ...Value[]]> = {
	infer(parts, { axis }) {
		const [first] = parts;
		for (const part of parts) if (!sameShape(part.shape.with(axis, 0), first.shape.with(axis, 0))) throw new ShapeError(`sizes differ besides axis ${axis}`);
		const total = parts.reduce((sum, part) => sum + sizeOf(part, axis), 0);
		return [{ shape: first.shape.with(axis, total), type: first.type }];
	},
	gradient: ({ inputs, attributes: { axis } }, dy) => [
		...split(
			dy,
			axis,
			inputs.map((part) => sizeOf(part, axis)),
		),
	],
	onnx({ attributes: { axis } }, inputs, emit) {
		const most = emit.mostParts;
		let parts = inputs;
		while (parts.length > most) {
			const groups = Array.from({ length: Math.ceil(parts.length / most) }, (_, group) => parts.slice(group * most, (group + 1) * most));
			parts = groups.map((group) => (group.length === 1 ? (group[0] ?? '') : emit.node('Concat', group, { axis })));
		}
		return [emit.node('Concat', parts, { axis })];
	},
};
