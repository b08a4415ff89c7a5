import type { Graph, Value } from '../graph.ts';

export type Data = Float32Array | Int32Array;

/** What is computed in one go: named values of a graph. */
export interface Program {
	graph: Graph;
	outputs: Readonly<Record<string, Value>>;
}

/** A program that a backend has made ready to run. Runs are made one at a time. */
export interface Executable {
	/** Takes every input of the graph by name. Arrays in `into` receive that output; the others are new. */
	run(inputs: Readonly<Record<string, Data>>, into?: Readonly<Record<string, Float32Array>>): Promise<Record<string, Float32Array>>;
	release(): Promise<void>;
}

/** A connector to something that computes; it has no semantics of its own. */
export interface Backend {
	name: 'cpu' | 'webgpu' | 'cuda' | 'tensorflow';
	/** What runs it, in words. */
	device: string;
	compile(program: Program): Promise<Executable>;
}
