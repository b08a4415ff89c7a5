import type { Emit } from '../backends/onnx/emit.ts';
import type { Node, TensorType, Value } from '../graph.ts';

/**
 * One operator of the engine's graph: what it gives, its gradient, and how ONNX Runtime computes it.
 * A file an operator, all alike; `index.ts` is the table, `builders.ts` has a function for each.
 */
export interface Operator<Attributes = unknown, Inputs extends readonly Value[] = readonly Value[]> {
	/** Types of the outputs; throws `ShapeError` where the inputs do not fit. */
	infer(inputs: Inputs, attributes: Attributes): TensorType[];
	/**
	 * Gradients of the inputs, in their order, given that of each output (undefined where nothing depends on it).
	 * `dy` is that of the first output. Undefined for an input that no gradient passes through. Absent: cannot be trained through.
	 */
	gradient?(node: Node<Attributes, Inputs>, dy: Value, gradients: readonly (Value | undefined)[]): (Value | undefined)[];
	/** Emits ONNX nodes; gives the names of the outputs. */
	onnx(node: Node<Attributes, Inputs>, inputs: string[], emit: Emit): string[];
}

export type None = Record<string, never>;
export type Unary = readonly [Value];
export type Binary = readonly [Value, Value];
