import { elements } from '../../../../src/design/tensors.ts';
import type { Program } from '../../../../src/engine/backends/backend.ts';
import type { Value } from '../../../../src/engine/graph.ts';
import type { InputAttributes } from '../../../../src/engine/operators/attributes.ts';
import { evaluators } from './evaluators.ts';

/** The reference: evaluates a graph in double precision, one plain loop an operator. Slow, and meant to be read. */
export function evaluate<Name extends string>(
	{ outputs, graph }: Program & { outputs: Readonly<Record<Name, Value>> },
	inputs: Readonly<Record<string, ArrayLike<number>>>,
): Record<Name, Float64Array> {
	const known = new Map<Value, Float64Array>();
	const last = Math.max(...Object.values<Value>(outputs).map(({ node }) => node.id));
	for (const node of graph.nodes.slice(0, last + 1)) {
		const results = node.operator === 'input' ? [given(inputs, node.attributes as InputAttributes)] : evaluated(node);
		for (const [index, output] of node.outputs.entries()) {
			const result = results[index];
			if (result?.length !== elements(output.shape)) throw new Error(`the reference gives ${result?.length} elements for ${node.operator}'s output ${index}`);
			known.set(output, result);
		}
	}
	function evaluated(node: Value['node']): Float64Array[] {
		const rule = evaluators[node.operator];
		if (!rule) throw new Error(`the reference has no ${node.operator}`);
		return rule(
			node,
			node.inputs.map((input) => known.get(input) ?? new Float64Array()),
		);
	}
	return Object.fromEntries(Object.entries<Value>(outputs).map(([name, value]) => [name, known.get(value)])) as Record<Name, Float64Array>;
}

function given(inputs: Readonly<Record<string, ArrayLike<number>>>, { name }: InputAttributes): Float64Array {
	const data = inputs[name];
	if (!data) throw new Error(`no input ${name}`);
	return Float64Array.from(data);
}
