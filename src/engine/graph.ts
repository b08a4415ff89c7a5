/**
 * The engine's intermediate representation: a graph of operators in single-assignment form, with static shapes.
 * Values are made only by `apply`, so the order of nodes is an order of evaluation. Equal nodes are made once.
 * A graph knows nothing of the backend that will run it.
 */
export type Shape = readonly number[];
export type ElementType = 'float' | 'int';

/** What an operator gives: shape and element type, known when the graph is built. */
export interface TensorType {
	shape: Shape;
	type: ElementType;
}

/** One output of a node. */
export interface Value extends TensorType {
	readonly node: Node;
	/** Which of the node's outputs. */
	readonly output: number;
}

export interface Node<Attributes = unknown, Inputs extends readonly Value[] = readonly Value[]> {
	readonly graph: Graph;
	/** Place in `graph.nodes`. */
	readonly id: number;
	readonly operator: string;
	readonly inputs: Inputs;
	readonly attributes: Attributes;
	readonly outputs: readonly Value[];
}

/** What the graph must know of an operator to build it. */
export interface Signature {
	/** Types of the outputs; throws `ShapeError` where the inputs do not fit. */
	infer(inputs: readonly Value[], attributes: unknown): TensorType[];
}

export interface Graph {
	readonly operators: Readonly<Record<string, Signature>>;
	readonly nodes: Node[];
	/** What is being built, outermost first; errors name it. */
	readonly place: string[];
	readonly known: Map<string, Node>;
}

/** Operands that do not fit; the message says where, in the words of the model. */
export class ShapeError extends Error {
	override name = 'ShapeError';
}

export const createGraph = (operators: Graph['operators']): Graph => ({ operators, nodes: [], place: [], known: new Map() });

/** Adds a node, or finds the equal one, and gives its outputs. Throws `ShapeError` naming the operator and the place. */
export function apply(graph: Graph, operator: string, inputs: readonly Value[], attributes: object = {}): readonly Value[] {
	const key = `${operator}(${inputs.map((input) => `${input.node.id}.${input.output}`).join()})${keyOf(attributes)}`;
	const known = graph.known.get(key);
	if (known) return known.outputs;
	const types = inferred(graph, operator, inputs, attributes);
	const outputs: Value[] = [];
	const node: Node = { graph, id: graph.nodes.length, operator, inputs, attributes, outputs };
	for (const [output, type] of types.entries()) outputs.push({ ...type, node, output });
	graph.nodes.push(node);
	graph.known.set(key, node);
	return outputs;
}

/** Runs `build` with `place` named in the errors that it meets. */
export function within<T>(graph: Graph, place: string, build: () => T): T {
	graph.place.push(place);
	try {
		return build();
	} finally {
		graph.place.pop();
	}
}

export const describe = ({ shape }: { shape: Shape }): string => `[${shape.join(', ')}]`;

function inferred(graph: Graph, operator: string, inputs: readonly Value[], attributes: object): TensorType[] {
	const signature = graph.operators[operator];
	if (!signature) throw new Error(`no operator ${operator}`);
	try {
		return signature.infer(inputs, attributes);
	} catch (error) {
		if (!(error instanceof ShapeError)) throw error;
		const place = graph.place.length > 0 ? `${graph.place.join(', ')}: ` : '';
		throw new ShapeError(`${place}${operator} of ${inputs.map(describe).join(' and ')}: ${error.message}`);
	}
}

const identities = new WeakMap<object, number>();
let identitiesGiven = 0;

/** Arrays of data are equal only to themselves; everything else goes by its JSON. */
function keyOf(attributes: object): string {
	return JSON.stringify(attributes, (_, value) => {
		if (!ArrayBuffer.isView(value)) return value;
		if (!identities.has(value)) identities.set(value, ++identitiesGiven);
		return `data ${identities.get(value)}`;
	});
}
