import { processorName } from '../onnx/processor.ts';
import type { Installed } from './installed.ts';
import type { Library } from './library.mjs';

const KERNELS: Readonly<Record<string, string>> = { wasm: 'WebAssembly kernels', cpu: 'plain JavaScript kernels' };

/** What computes, in words: the GPU, or the processor and why not a GPU. `missing` are libraries that TensorFlow looked for. */
export function deviceOf({ name }: Pick<Installed, 'name'>, { kernels, gpu }: Pick<Library, 'kernels' | 'gpu'>, missing: readonly string[] = []): string {
	if (gpu) return 'the first GPU that CUDA lists';
	const processor = processorName();
	if (kernels !== 'tensorflow') return `${processor}, ${KERNELS[kernels] ?? kernels}`;
	if (!name.endsWith('-gpu')) return processor;
	return `${processor}; TensorFlow has found no GPU that it can use${missing.length > 0 ? `, for want of ${missing.join(', ')}` : ''}`;
}

/** The software beneath: "@tensorflow/tfjs-node 4.22.0, TensorFlow 2.9.1". */
export const softwareOf = ({ name, version }: Pick<Installed, 'name' | 'version'>, { tensorflow }: Pick<Library, 'tensorflow'>): string =>
	`${name} ${version}${tensorflow ? `, TensorFlow ${tensorflow}` : ''}`;
