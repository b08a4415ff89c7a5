import type { TensorFlow } from './kernels/kernel.ts';

/** A TensorFlow.js that runs. */
export interface Library {
	tf: TensorFlow;
	/** `tensorflow` for the native library, `wasm`, `cpu`. */
	kernels: string;
	/** Whether the native library has found a GPU. */
	gpu: boolean;
	/** Version of the native library. */
	tensorflow?: string;
}

/** Loads the module at a path. On Node 23 and later, functions of `node:util` that it needs are put back first. */
export function openLibrary(entry: string): Promise<Library>;
