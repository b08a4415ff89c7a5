import { elements } from '../design/tensors.ts';
import type { Program } from './backends/backend.ts';
import { neededBy } from './backends/needed.ts';
import type { Node, Value } from './graph.ts';
import { cutInput, joins } from './parts.ts';
import { remaking } from './remaking.ts';

/** Bytes of a number, of either type. */
const BYTES = 4;

/** Made over their first input where nothing else reads that any more. */
const IN_PLACE: ReadonlySet<string> = new Set([
	'add',
	'divide',
	'erf',
	'exp',
	'minimum',
	'multiply',
	'positive',
	'relu',
	'sigmoid',
	'sqrt',
	'subtract',
	'tanh',
]);

/** Computed part by part: copies of the inputs' parts, and parts of the output before they are put together. */
const BY_PARTS: ReadonlySet<string> = new Set(['expert_matmul', 'expert_outer']);

/** What a program holds besides its inputs while it runs. */
export interface ProgramMemory {
	/** The most bytes of values that are alive at once, outputs among them. */
	peak: number;
	/** Bytes of what is stored in the program itself. */
	constants: number;
}

/**
 * The memory of a program, from the lives of its values: each from the node that makes it to the last that reads it, in the order of the nodes.
 * A reshaped value is the same memory. With `sparing`, as programs are made for the processor: vectors are given and made in parts where they lie,
 * and what is quickly made again is not kept for the backward pass. Kernels may need some besides; what an executor keeps for the next run is not in it.
 */
export function memoryOf({ graph, outputs, backward = Number.POSITIVE_INFINITY }: Program, { sparing = false } = {}): ProgramMemory {
	const needed = neededBy(graph.nodes, Object.values(outputs));
	const nodes = graph.nodes.filter((node) => needed.has(node));
	const remade = sparing ? remaking(nodes, backward) : () => undefined;
	/** What is read where a value is: another, where it is made again from that. */
	const sources = (value: Value): readonly Value[] => {
		const again = remade(value);
		if (again === undefined) return [value];
		return again === 'itself' ? value.node.inputs.flatMap(sources) : [again.of];
	};
	/** The value whose memory another one is. */
	const owner = (value: Value): Value => {
		const [first] = value.node.inputs;
		return first && (value.node.operator === 'reshape' || (sparing && cutInput(value.node))) ? owner(first) : value;
	};
	const readBy = (node: Node): Value[] => (node.id >= backward ? node.inputs.flatMap(sources) : node.inputs).map(owner);
	const joined = new Set(sparing ? Object.values(outputs).filter(joins) : []);
	const given = new Set(Object.values(outputs).flatMap((value) => (joined.has(value) ? value.node.inputs.map(owner) : [owner(value)])));
	const lastRead = new Map<Value, Node>();
	for (const node of nodes) for (const value of readBy(node)) lastRead.set(value, node);
	const dies = (value: Value, node: Node): boolean => !given.has(value) && lastRead.get(value) === node;

	const alive = new Set<Value>();
	let bytes = 0;
	let peak = 0;
	let constants = 0;
	for (const node of nodes) {
		if (node.operator === 'constant') constants += sizeOf(node.outputs[0]);
		const [first] = node.outputs;
		if (node.operator === 'constant' || node.operator === 'input' || node.operator === 'filled') continue;
		if (first && (owner(first) !== first || joined.has(first))) continue;
		const dead = [...new Set(readBy(node))].filter((value) => alive.has(value) && dies(value, node));
		const over = IN_PLACE.has(node.operator) ? dead.find((value) => sizeOf(value) === sizeOf(first)) : undefined;
		for (const output of node.outputs) {
			if (!lastRead.has(output) && !given.has(output)) continue;
			alive.add(output);
			bytes += sizeOf(output);
		}
		const parts = BY_PARTS.has(node.operator) ? [...node.inputs, first] : [];
		peak = Math.max(
			peak,
			parts.map(sizeOf).reduce((sum, size) => sum + size, bytes - sizeOf(over)),
		);
		for (const value of dead) if (alive.delete(value)) bytes -= sizeOf(value);
	}
	return { peak, constants };
}

const sizeOf = (value: Value | undefined): number => (value === undefined ? 0 : elements(value.shape) * BYTES);
