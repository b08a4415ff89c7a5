import type { Node, Value } from './graph.ts';
import type { InputAttributes } from './operators/attributes.ts';

/** The vector among a program's inputs that a node cuts into parts, if that is what it does. */
export function cutInput({ operator, inputs: [x] }: Node): InputAttributes | undefined {
	const cuts = operator === 'split' && x?.node.operator === 'input' && x.shape.length === 1;
	return cuts ? (x.node.attributes as InputAttributes) : undefined;
}

/** What a value was before it was brought into another shape. */
export const unshaped = (value: Value): Value => (value.node.operator === 'reshape' ? unshaped(value.node.inputs[0] ?? value) : value);

/** Values that lie one after the other along the first axis, each with the rows that are its own. */
export function inRows(values: readonly Value[]): { value: Value; from: number; to: number }[] {
	let end = 0;
	return values.map((value) => {
		const from = end;
		end += value.shape[0] ?? 0;
		return { value, from, to: end };
	});
}

/** Whether a value is a vector put together of parts. */
export const joins = ({ node, shape }: Value): boolean => node.operator === 'concat' && shape.length === 1;
