import type { Node, Value } from './graph.ts';
import type { InputAttributes } from './operators/attributes.ts';

/** The vector among a program's inputs that a node cuts into parts, if that is what it does. */
export function cutInput({ operator, inputs: [x] }: Node): InputAttributes | undefined {
	const cuts = operator === 'split' && x?.node.operator === 'input' && x.shape.length === 1;
	return cuts ? (x.node.attributes as InputAttributes) : undefined;
}

/** Whether a value is a vector put together of parts. */
export const joins = ({ node, shape }: Value): boolean => node.operator === 'concat' && shape.length === 1;
