import type { ElementType, Shape } from '../../graph.ts';

export type AttributeValue = number | { float: number } | string | readonly number[];
export type ConstantData = Float32Array | Int32Array | BigInt64Array;

/** What an operator's ONNX lowering writes with. Names are made here and are unique; equal nodes are emitted once. */
export interface Emit {
	/** Whether the provider has a kernel that gives all of the operator's outputs; where not, other operators are to be found. */
	has(operator: string): boolean;
	/** Inputs a Concat, and outputs a Split may have. */
	mostParts: number;
	/** An operand of a product in the precision that products are computed in, and a product back from it. The names of the same numbers where that is float32. */
	narrow(name: string): string;
	widen(name: string): string;
	/** One node of the `ai.onnx` domain with one output; gives its name. */
	node(operator: string, inputs: readonly string[], attributes?: Record<string, AttributeValue>): string;
	/** One node of any domain with several outputs. An empty input name means that input is absent. */
	nodes(operator: string, inputs: readonly string[], options: { outputs: number; attributes?: Record<string, AttributeValue>; domain?: string }): string[];
	/** A named array inside the model. */
	constant(data: ConstantData, shape: Shape): string;
	scalar(value: number): string;
	/** Whole numbers as ONNX wants shapes and axes. */
	integers(values: readonly number[]): string;
	/** An array of one value. */
	filled(shape: Shape, value: number): string;
}

export interface OnnxNode {
	operator: string;
	domain: string;
	inputs: readonly string[];
	outputs: readonly string[];
	attributes: Record<string, AttributeValue>;
}

export interface OnnxConstant {
	name: string;
	shape: Shape;
	data: ConstantData;
}

export interface OnnxPort {
	name: string;
	shape: Shape;
	type: ElementType;
	/** What the program calls it, or what it is a part of, from `offset` elements on. */
	of: string;
	offset: number;
}

/** A model before it is written as bytes. */
export interface OnnxModel {
	nodes: OnnxNode[];
	constants: OnnxConstant[];
	inputs: OnnxPort[];
	outputs: OnnxPort[];
}
