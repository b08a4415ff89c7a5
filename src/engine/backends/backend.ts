import type { Training } from '../../design/sections.ts';
import type { Graph, Value } from '../graph.ts';

export type BackendName = 'cuda' | 'webgpu' | 'tensorflow' | 'cpu';

/** What matrix products are computed in. */
export type Precision = Training['precision'];

export type Data = Float32Array | Int32Array;

/** What is computed in one go: named values of a graph. */
export interface Program {
	graph: Graph;
	outputs: Readonly<Record<string, Value>>;
	/** The first node of the backward pass, where there is one: what that pass reads of the forward one takes memory until then. */
	backward?: number;
}

/** Numbers that stay where the backend computes, from one run to the next. */
export interface Held {
	/** A copy. */
	read(): Promise<Float32Array>;
	/** To be called once nothing needs the numbers. */
	release(): void;
}

/** Outputs that are held come as such, the others as arrays. */
export interface Results {
	held: Record<string, Held>;
	arrays: Record<string, Float32Array>;
}

/** A program that a backend has made ready to run. */
export interface Executable {
	/** Takes every input of the graph by name. Runs in different lanes may go on at the same time; in one lane they are made one after the other. */
	run(inputs: Readonly<Record<string, Data | Held>>, lane?: number): Promise<Results>;
	release(): Promise<void>;
}

export interface CompileOptions {
	/** Outputs that are held. */
	held?: readonly string[];
	/** Runs that are to go on at the same time. */
	lanes?: number;
	/** It does little with each number of what is held: where that lies in the processor's memory, it is not worth the way to a device. */
	light?: boolean;
	/** What matrix products are computed in, single precision unless told; only a backend with `checkHalf` knows another. */
	precision?: Precision;
}

/** The vectors that training changes: weights, and the means of their gradient and of its square. */
export interface TrainedVectors<Numbers> {
	weights: Numbers;
	firstMoment: Numbers;
	secondMoment: Numbers;
}

/** A stretch of those vectors: a tensor's. */
export interface Stretch {
	offset: number;
	size: number;
	/** Whether its weights are decayed. */
	decays: boolean;
}

/** AdamW's numbers of a step. */
export interface UpdateRates {
	/** Of the gradient. */
	factor: number;
	beta1: number;
	beta2: number;
	/** The step is `stepSize · m / (√v + epsilon)` (`ratesOf`). */
	stepSize: number;
	epsilon: number;
	/** The share of a weight that decay takes. */
	decay: number;
}

/** An update of vectors that are made of stretches, one after the other. */
export interface InPlace {
	/** Adds gradients, which are spent with it, to the sum that is kept for the update. Gives the sum of its squares. */
	add(gradients: readonly Held[]): Promise<number>;
	/** AdamW with the sum, which is spent with it. */
	update(state: TrainedVectors<Held>, rates: UpdateRates): Promise<void>;
	/** Leaves the sum unused. */
	forget(): Promise<void>;
}

/** A connector to something that computes; it has no semantics of its own. */
export interface Backend {
	name: BackendName;
	/** What runs it, in words. */
	device: string;
	/** Throws in plain words where the device cannot compute in half precision. Absent where no device of the backend's can. */
	checkHalf?(): Promise<void>;
	/** Into how many lanes a batch is best cut for a model of so many weights; the number divides that of its sequences. */
	lanes(sequences: number, positions: number, weights: number): number;
	/** Makes training's update on the vectors themselves. Absent where vectors cannot be written to: there it is a program like another. */
	inPlace?(stretches: readonly Stretch[]): InPlace;
	/** Runs programs in which each expert computes the tokens alone that are routed to it: how many, only the run shows. */
	routesTokens?: boolean;
	compile(program: Program, options?: CompileOptions): Promise<Executable>;
	/** Memory that threads share may be taken as it is; what is written to it later then changes what is held. Other numbers are copied. */
	hold(numbers: Float32Array): Promise<Held>;
	release(): Promise<void>;
}
