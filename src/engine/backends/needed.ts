import type { Node, Value } from '../graph.ts';

/** The nodes that outputs are computed from. */
export function neededBy(nodes: readonly Node[], outputs: readonly Value[]): Set<Node> {
	const needed = new Set(outputs.map(({ node }) => node));
	for (const node of nodes.toReversed()) if (needed.has(node)) for (const input of node.inputs) needed.add(input.node);
	return needed;
}
