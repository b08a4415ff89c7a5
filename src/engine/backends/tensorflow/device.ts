import { processorName } from '../onnx/processor.ts';
import type { Installed } from './installed.ts';
import type { Library } from './library.mjs';

const KERNELS: Readonly<Record<string, string>> = { wasm: 'WebAssembly kernels', cpu: 'plain JavaScript kernels' };

/** What computes, in words: "GPU", or the processor and why not a GPU. */
export function deviceOf({ name }: Installed, { kernels, gpu }: Pick<Library, 'kernels' | 'gpu'>): string {
	if (gpu) return 'GPU of TensorFlow';
	const processor = processorName();
	if (kernels !== 'tensorflow') return `${processor}, ${KERNELS[kernels] ?? kernels}`;
	return name.endsWith('-gpu') ? `${processor}; TensorFlow has found no GPU that it can use` : processor;
}

/** The software beneath: "@tensorflow/tfjs-node 4.22.0, TensorFlow 2.9.1". */
export const softwareOf = ({ name, version }: Installed, { tensorflow }: Pick<Library, 'tensorflow'>): string =>
	`${name} ${version}${tensorflow ? `, TensorFlow ${tensorflow}` : ''}`;
