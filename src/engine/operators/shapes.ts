import { elements } from '../../design/tensors.ts';
import { describe, type Shape, ShapeError, type TensorType, type Value } from '../graph.ts';

export const float = (shape: Shape): TensorType => ({ shape, type: 'float' });

/** The shape of an elementwise result, by numpy's rules: shapes are aligned at the end, axes of size 1 stretch. */
export function broadcast(a: Shape, b: Shape): Shape {
	const rank = Math.max(a.length, b.length);
	return Array.from({ length: rank }, (_, axis) => {
		const left = a[axis - rank + a.length] ?? 1;
		const right = b[axis - rank + b.length] ?? 1;
		if (left !== right && left !== 1 && right !== 1) throw new ShapeError(`axis ${axis} is ${left} in one and ${right} in the other`);
		return Math.max(left, right);
	});
}

/** Size of an axis that must exist. */
export function sizeOf({ shape }: { shape: Shape }, axis: number): number {
	const size = shape[axis];
	if (size === undefined) throw new ShapeError(`no axis ${axis} in ${describe({ shape })}`);
	return size;
}

/** The last axis' size and the number of rows of that size. */
export function rowsOf({ shape }: { shape: Shape }): { rows: number; columns: number } {
	const columns = shape.at(-1);
	if (columns === undefined) throw new ShapeError('needs at least one axis');
	return { rows: elements(shape.slice(0, -1)), columns };
}

export function expectInt(value: Value): void {
	if (value.type !== 'int') throw new ShapeError('needs whole numbers');
}

export function expectFloat(...values: readonly Value[]): void {
	for (const { type } of values) if (type !== 'float') throw new ShapeError('needs floating-point numbers');
}

export const sameShape = (a: Shape, b: Shape): boolean => a.length === b.length && a.every((size, axis) => size === b[axis]);
