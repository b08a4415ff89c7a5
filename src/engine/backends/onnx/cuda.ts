import { existsSync, readdirSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import type { InferenceSession } from 'onnxruntime-node';
import { cudaRuntime, runtimesFolder } from '../../../files/runtimes.ts';
import type { Availability } from '../availability.ts';
import type { Backend } from '../backend.ts';
import { nvidiaDevices } from '../nvidia.ts';
import { onnxGpu } from './gpu.ts';
import { probe } from './probe.ts';
import { CUDA } from './provider.ts';

const SESSION: InferenceSession.SessionOptions = { executionProviders: ['cuda'], graphOptimizationLevel: 'all', logSeverityLevel: 4 };

/**
 * ONNX Runtime on CUDA. onnxruntime-node keeps outputs in a device's memory for WebGPU alone, so that here state is in the processor's: with every step the
 * weights go to the device and the gradient comes back, and the update is made on the processor. Throws in plain words where it cannot run.
 */
export async function onnxCuda(): Promise<Backend> {
	const { device = '', reason, remedy } = await lookCuda();
	const folder = runtimeWithCuda();
	if (reason !== undefined || folder === undefined) throw new Error(`${reason} ${remedy}`);
	// Where another onnxruntime-node is loaded already, the system gives out its library once more, which looks for CUDA in its own folder.
	const runtime = createRequire(import.meta.url)(folder);
	return { ...onnxGpu({ runtime, provider: CUDA, session: SESSION, resident: false }), device };
}

/** Looks for a device and the provider, and opens the device in another process. */
export async function lookCuda(platform: string = process.platform, architecture: string = process.arch): Promise<Availability> {
	const no = (reason: string, remedy: string): Availability => ({ backend: 'cuda', reason, remedy });
	if (platform !== 'linux' || architecture !== 'x64')
		return no(
			`ONNX Runtime for Node.js has CUDA on Linux x64 alone, not on ${platform} ${architecture}.`,
			'Use the backend webgpu, which runs on the same device.',
		);
	const [device] = (await nvidiaDevices()) ?? [];
	if (!device) return no('No NVIDIA device answers: nvidia-smi is not there or finds none.', "Where the machine has one, install NVIDIA's driver.");
	const { name, driver, memory, capability } = device;
	const found = { device: `${name}, driver ${driver}, compute capability ${capability}`, ...(memory !== undefined && { memory }) };
	const folder = runtimeWithCuda();
	if (folder === undefined)
		return {
			...found,
			...no("ONNX Runtime's CUDA provider is not installed.", 'Run `headroom install cuda`, or "Headroom: Install CUDA Runtime" in the editor.'),
		};
	const probed = await probe(folder, CUDA, SESSION);
	return { ...found, ...(probed.failure === undefined ? { backend: 'cuda' } : no(...inWords(probed.failure))) };
}

/** The folder of an onnxruntime-node with the CUDA provider: the one installed on request, or the one that Headroom comes with. */
export function runtimeWithCuda(runtimes = runtimesFolder()): string | undefined {
	const bundled = dirname(createRequire(import.meta.url).resolve('onnxruntime-node/package.json'));
	return [cudaRuntime(runtimes), bundled].find(hasProvider);
}

const LIBRARIES = ['libonnxruntime_providers_shared.so', 'libonnxruntime_providers_cuda.so'];

function hasProvider(folder: string): boolean {
	const binaries = join(folder, 'bin');
	if (!existsSync(binaries)) return false;
	return readdirSync(binaries).some((version) => LIBRARIES.every((library) => existsSync(join(binaries, version, 'linux', 'x64', library))));
}

/** A failure to open the device, and what to do about it. */
function inWords(failure: string): [reason: string, remedy: string] {
	const library = /(lib[\w.+-]+\.so[\w.]*): cannot open shared object file/.exec(failure)?.[1];
	if (library !== undefined)
		return [`The CUDA provider needs ${library}, which is not on this machine.`, 'Install CUDA 12 and cuDNN 9, where the system looks for libraries.'];
	if (/driver version is insufficient|CUDA failure 35\b/i.test(failure))
		return ["NVIDIA's driver is older than CUDA 12 needs.", 'Install driver 525 or newer.'];
	if (/out of memory|CUDA failure 2\b/i.test(failure)) return ["The device's memory is full.", 'End what else uses it: nvidia-smi lists it.'];
	return [`CUDA cannot be opened: ${failure.replace(/\.?\s*$/, '.')}`, 'See that nvidia-smi answers and that CUDA 12 and cuDNN 9 are installed.'];
}
