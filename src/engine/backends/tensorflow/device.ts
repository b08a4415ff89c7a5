import { type NvidiaDevice, nvidiaDevices } from '../nvidia.ts';
import { processorName } from '../onnx/processor.ts';
import type { Installed } from './installed.ts';
import type { Library } from './library.mjs';

const KERNELS: Readonly<Record<string, string>> = { wasm: 'WebAssembly kernels', cpu: 'plain JavaScript kernels' };

/** What computes, in words: the GPU, or the processor and why not a GPU. `missing` are libraries that TensorFlow looked for. */
export async function deviceOf(
	{ name }: Pick<Installed, 'name'>,
	{ kernels, gpu }: Pick<Library, 'kernels' | 'gpu'>,
	missing: readonly string[] = [],
): Promise<string> {
	if (gpu) return gpuOf((await nvidiaDevices()) ?? []);
	const processor = processorName();
	if (kernels !== 'tensorflow') return `${processor}, ${KERNELS[kernels] ?? kernels}`;
	if (!name.endsWith('-gpu')) return processor;
	return `${processor}; TensorFlow has found no GPU that it can use${missing.length > 0 ? `, for want of ${missing.join(', ')}` : ''}`;
}

/** TensorFlow computes on the first GPU by CUDA's order, the fastest first, which need not be the driver's. */
export function gpuOf(devices: readonly Pick<NvidiaDevice, 'name'>[]): string {
	const names = [...new Set(devices.map(({ name }) => name))];
	if (names.length === 0) return 'NVIDIA GPU';
	return names.length === 1 ? names.join() : `one of ${names.join(', ')}`;
}

/** The software beneath: "@tensorflow/tfjs-node 4.22.0, TensorFlow 2.9.1". */
export const softwareOf = ({ name, version }: Pick<Installed, 'name' | 'version'>, { tensorflow }: Pick<Library, 'tensorflow'>): string =>
	`${name} ${version}${tensorflow ? `, TensorFlow ${tensorflow}` : ''}`;
