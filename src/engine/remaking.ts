import type { Node, Value } from './graph.ts';
import type { SplitAttributes } from './operators/attributes.ts';
import { cutInput, inRows, unshaped } from './parts.ts';

/** How the backward pass makes a value again: by its own node, or as rows of another value, which is there anyway. */
export type Remaking = 'itself' | { of: Value; from: number; to: number };

/**
 * Which values of the forward pass the backward one had better make again: those that are quickly made from what is kept for it anyway.
 * Kept themselves, they would take memory from the one pass to the other. Undefined for all others.
 */
export function remaking(nodes: readonly Node[], backward: number): (value: Value) => Remaking | undefined {
	const keptFor = new Set(nodes.flatMap(({ id, inputs }) => (id >= backward ? inputs.map(unshaped) : [])));
	const read = new Set(nodes.flatMap(({ inputs }) => inputs));
	const rows = new Map<Value, Remaking>();
	for (const node of nodes) {
		const [whole] = node.outputs;
		if (node.id >= backward || node.operator !== 'concat' || !whole || !keptFor.has(whole) || (node.attributes as { axis: number }).axis !== 0) continue;
		for (const { value, from, to } of inRows(node.inputs)) rows.set(value, { of: whole, from, to });
	}
	return (value) => {
		if (value.node.id >= backward) return undefined;
		if (isAffine(value.node) || isCopy(value.node, read)) return 'itself';
		return rows.get(value);
	};
}

/** Whether a node takes some rows of what it is given, and leaves others. */
export const takesRows = ({ operator, attributes, outputs }: Node, read: ReadonlySet<Value>): boolean =>
	operator === 'split' && (attributes as SplitAttributes).axis === 0 && !outputs.every((output) => read.has(output));

/** Whether a node copies rows of a value, or parts of a weight. */
const isCopy = (node: Node, read: ReadonlySet<Value>): boolean =>
	takesRows(node, read) || node.operator === 'to_experts' || (node.operator === 'split' && node.inputs.every(isWeight));

/** Whether a node scales normalised rows by a weight, or shifts them. */
const isAffine = ({ operator, inputs: [x, weight] }: Node): boolean =>
	(operator === 'multiply' || operator === 'add') &&
	weight !== undefined &&
	isWeight(weight) &&
	x !== undefined &&
	(x.node.operator === 'normalise' || isAffine(x.node));

/** A tensor's part of the vector of weights, in any shape. */
const isWeight = ({ node }: Value): boolean => cutInput(node) !== undefined || (node.operator === 'reshape' && node.inputs.every(isWeight));
