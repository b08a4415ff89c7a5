import type { Architecture } from '../design/architecture.ts';
import type { Tensor } from '../design/tensors.ts';
import type { BackendName, Precision } from './backends/backend.ts';

/** What a training run asks of the engine. The engine knows nothing of files, tokenizers or schedules. */
export interface EngineOptions {
	architecture: Architecture;
	batchSize: number;
	/** Windows computed at once, a divisor of the batch's; gradients of the parts are added up. The whole batch unless told. */
	microBatchSize?: number;
	sequenceLength: number;
	optimizer: Optimizer;
	/** Seed of the initial weights, and of what dropout leaves out of each step. */
	seed: number;
	/** What matrix products of a step are computed in; single precision unless told. Half precision is for the backends webgpu and cuda. */
	precision?: Precision;
	/** Threads of the CPU backend; the physical cores unless told. */
	threads?: number;
}

/** AdamW (Loshchilov & Hutter 2019); biases, norms and embeddings of positions are not decayed. */
export interface Optimizer {
	weightDecay: number;
	/** Gradients are scaled down to this global norm; 0 leaves them. */
	gradientClip: number;
	beta1: number;
	beta2: number;
	epsilon: number;
}

/** Token windows, row by row: `[batchSize, sequenceLength]`. A target of −1 is not counted in the loss. */
export interface Batch {
	inputs: Int32Array;
	targets: Int32Array;
}

/** Everything that a checkpoint needs: one flat vector each, laid out by `Engine.layout`. */
export interface EngineState {
	/** Updates made so far; Adam's bias correction goes by it. */
	step: number;
	weights: Float32Array;
	firstMoment: Float32Array;
	secondMoment: Float32Array;
}

/** A tensor and where it starts in the flat vectors, in elements. */
export interface Placed {
	tensor: Tensor;
	offset: number;
}

/** Bytes that training takes, as the numbers of the graph say. */
export interface TrainingMemory {
	/** Weights, both moments, gradients and what a step makes of them; there at every moment. */
	held: number;
	/** The most that is alive at once within each program, added up: an executor keeps its memory for the next run. */
	working: number;
}

/** A model that learns on one backend. Calls are made one at a time. */
export interface Engine {
	backend: BackendName;
	/** What runs it, in words: "AMD EPYC, 2 threads". */
	device: string;
	layout: readonly Placed[];
	/**
	 * One update: forward, gradients, clipping, AdamW. Where loss or gradient norm is not finite,
	 * the weights stay as they were and the numbers say so.
	 */
	step(batch: Batch, learningRate: number): Promise<{ loss: number; gradientNorm: number }>;
	/** Mean cross-entropy over the counted targets, in nats, without an update. */
	evaluate(batch: Batch): Promise<{ loss: number; targets: number }>;
	/** Scores over the vocabulary at every position: `[batchSize, sequenceLength, vocabulary]`. */
	logits(inputs: Int32Array): Promise<Float32Array>;
	/** Pre-softmax scores of one layer's heads before the mask: `[batchSize, heads, sequenceLength, sequenceLength]`. */
	scores(inputs: Int32Array, layer: number): Promise<Float32Array>;
	/** What training takes, or would take if the batch were cut up otherwise. Nothing is computed but sizes. */
	memory(otherwise?: { microBatchSize?: number; sequenceLength?: number }): TrainingMemory;
	state(): Promise<EngineState>;
	restore(state: EngineState): Promise<void>;
	release(): Promise<void>;
}
