import { add, filled, zerosLike } from './builders.ts';
import type { Node, Value } from './graph.ts';
import { operators } from './operators/index.ts';

/**
 * Reverse mode: the gradient of a scalar by each of `wanted`, as new values of the same graph.
 * Throws an error naming the operator where one on the way has no gradient.
 */
export function gradients(scalar: Value, wanted: readonly Value[]): Value[] {
	const { graph } = scalar.node;
	const last = scalar.node.id;
	const onTheWay = dependents(graph.nodes.slice(0, last + 1), wanted);
	const known = new Map<Value, Value>([[scalar, filled(graph, scalar.shape, 1)]]);
	for (let id = last; id >= 0; id--) {
		const node = graph.nodes[id];
		if (!node || !onTheWay.has(node)) continue;
		const ofOutputs = node.outputs.map((output) => known.get(output));
		if (ofOutputs.every((gradient) => gradient === undefined)) continue;
		for (const [index, gradient] of inputGradients(node, ofOutputs).entries()) {
			const input = node.inputs[index];
			if (!input || !gradient || !(onTheWay.has(input.node) || wanted.includes(input))) continue;
			const before = known.get(input);
			known.set(input, before ? add(before, gradient) : gradient);
		}
	}
	return wanted.map((value) => known.get(value) ?? zerosLike(value));
}

function inputGradients(node: Node, ofOutputs: (Value | undefined)[]): (Value | undefined)[] {
	const rule = operators[node.operator]?.gradient;
	if (!rule) throw new Error(`the operator ${node.operator} has no gradient`);
	const [first] = node.outputs;
	if (!first) return [];
	return rule(node, ofOutputs[0] ?? zerosLike(first), ofOutputs);
}

/** The nodes whose outputs depend on one of the values. */
function dependents(nodes: readonly Node[], values: readonly Value[]): Set<Node> {
	const found = new Set<Node>();
	for (const node of nodes) if (node.inputs.some((input) => found.has(input.node) || values.includes(input))) found.add(node);
	return found;
}
