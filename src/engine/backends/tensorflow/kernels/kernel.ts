import type * as core from '@tensorflow/tfjs-core';

export type TensorFlow = typeof core;
export type Tensor = core.Tensor;

/**
 * How TensorFlow.js computes an operator: takes the node's inputs and gives new tensors for its outputs, never an input itself.
 * What it makes on the way is disposed of for it. Kernels keep to functions that every backend of TensorFlow.js has, WebAssembly's included.
 */
export type Kernel<Attributes = never> = (call: Call<Attributes>, ...inputs: Tensor[]) => Tensor | Tensor[];

export interface Call<Attributes> {
	tf: TensorFlow;
	attributes: Attributes;
}

/** By the operator's name. */
export type Kernels = Readonly<Record<string, Kernel>>;
