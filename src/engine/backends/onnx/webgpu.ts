import { createRequire } from 'node:module';
import { dirname } from 'node:path';
import type { InferenceSession } from 'onnxruntime-node';
import type { Availability } from '../availability.ts';
import type { Backend } from '../backend.ts';
import { adapter, named } from './adapter.ts';
import { onnxGpu } from './gpu.ts';
import { graphicsLibraries, probe } from './probe.ts';
import { WEBGPU } from './provider.ts';

/** Every operator has a kernel: a copy to the processor and back, which ONNX Runtime would make without a word, is an error. */
const SESSION: InferenceSession.SessionOptions = {
	executionProviders: ['webgpu'],
	graphOptimizationLevel: 'all',
	logSeverityLevel: 4,
	extra: { session: { disable_cpu_ep_fallback: '1' } },
};

/** ONNX Runtime on WebGPU: Vulkan, Metal or Direct3D 12. Throws in plain words where no adapter answers. */
export async function onnxWebgpu(): Promise<Backend> {
	const runtime = await import('onnxruntime-node');
	const backend = onnxGpu({ runtime, provider: WEBGPU, session: SESSION, resident: true });
	try {
		// The first session opens the device, and with it the driver's libraries, by which the adapter is known.
		(await backend.hold(Float32Array.of(0))).release();
	} catch (error) {
		const { reason, remedy } = inWords((error as Error).message);
		throw new Error(`${reason} ${remedy}`);
	}
	return { ...backend, device: named(await adapter(graphicsLibraries())) };
}

/** Opens an adapter in another process and says which it is. */
export async function lookWebgpu(): Promise<Availability> {
	const runtime = dirname(createRequire(import.meta.url).resolve('onnxruntime-node/package.json'));
	const probed = await probe(runtime, WEBGPU, SESSION);
	if (probed.failure !== undefined) return { backend: 'webgpu', ...inWords(probed.failure) };
	const { memory, software, ...found } = await adapter(probed.libraries);
	return { backend: 'webgpu', device: named({ ...found, software }), ...(memory !== undefined && { memory }), ...(software && { software }) };
}

const LOADER: Partial<Record<NodeJS.Platform, string>> = {
	linux: "Install the graphics card's driver and its Vulkan library (on Debian and Ubuntu libvulkan1, and mesa-vulkan-drivers for AMD and Intel cards).",
	win32: "Install the graphics card's driver from its maker.",
};

/** A failure to open an adapter, for people. */
function inWords(failure: string): { reason: string; remedy: string } {
	const remedy = LOADER[process.platform] ?? 'See that the machine has a graphics adapter that other programs can use.';
	if (/No supported adapters|Failed to get a WebGPU adapter/i.test(failure)) return { reason: 'No graphics adapter answers.', remedy };
	if (/webgpu.*(not (supported|available|found)|no available backend)|no available backend/i.test(failure))
		return { reason: `ONNX Runtime has no WebGPU on ${process.platform} ${process.arch}.`, remedy: 'Train on the backend cpu.' };
	return { reason: `The graphics adapter cannot be opened: ${failure.replace(/\.?\s*$/, '.')}`, remedy };
}
