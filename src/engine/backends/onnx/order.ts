import type { OnnxModel, OnnxNode } from './emit.ts';

/**
 * Puts nodes so that ONNX Runtime runs them in an order that needs little memory. It begins with the last node that no other needs,
 * and makes what that one needs before it turns to the one before; of a node's inputs, it makes that of the later node first.
 * - What is given out comes at the end, the first of it last: a weight's gradient is made as soon as it can be, and what it is made of is free again.
 * - Values named `early` are made as soon as they can be, instead of what they are made of being kept: the last node of all reads a number of each.
 */
export function inOrder({ nodes, outputs, ...model }: OnnxModel, early: readonly string[]): OnnxModel {
	const used = new Set(nodes.flatMap(({ inputs }) => inputs));
	const isLast = (node: OnnxNode) => !node.outputs.some((name) => used.has(name));
	const ordered = [...nodes.filter((node) => !isLast(node)), ...nodes.filter(isLast).toReversed()];
	const there = early.filter((name) => used.has(name));
	if (there.length === 0) return { ...model, outputs, nodes: ordered };
	const firsts = there.map((name, index): OnnxNode[] => [
		{ operator: 'Reshape', domain: '', inputs: [name, FLAT.name], outputs: [`flat_${index}`], attributes: {} },
		{ operator: 'Gather', domain: '', inputs: [`flat_${index}`, FIRST.name], outputs: [`first_${index}`], attributes: { axis: 0 } },
	]);
	const sum: OnnxNode = { operator: 'Sum', domain: '', inputs: there.map((_, index) => `first_${index}`), outputs: [EARLY], attributes: {} };
	return {
		...model,
		constants: [...model.constants, FLAT, FIRST],
		outputs: [...outputs, { name: EARLY, shape: [1], type: 'float', of: EARLY, offset: 0 }],
		nodes: [...ordered, ...firsts.toReversed().flat(), sum],
	};
}

const EARLY = 'early';
const FLAT = { name: 'flat', shape: [1], data: BigInt64Array.of(-1n) };
const FIRST = { name: 'first', shape: [1], data: BigInt64Array.of(0n) };
