import { cpSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { lookCuda, onnxCuda, runtimeWithCuda } from '../../../../../src/engine/backends/onnx/cuda.ts';
import { onnxGpu } from '../../../../../src/engine/backends/onnx/gpu.ts';
import { CUDA } from '../../../../../src/engine/backends/onnx/provider.ts';
import { input, scale } from '../../../../../src/engine/builders.ts';
import { createGraph } from '../../../../../src/engine/graph.ts';
import { operators } from '../../../../../src/engine/operators/index.ts';
import { expectAgreement } from '../../operators/agreement.ts';
import { casesWithoutRoutes } from '../../operators/cases.ts';
import { computing, folder, program, runtime, sessions, set } from '../stand-in.ts';

const card = () => program('nvidia-smi', 'echo "NVIDIA H100 80GB HBM3, 550.54.14, 81559, 9.0"');
const found = { device: 'NVIDIA H100 80GB HBM3, driver 550.54.14, compute capability 9.0', memory: 81559 * 2 ** 20 };
/** A runtimes folder with this code in place of onnxruntime-node. */
function installed(script: string): string {
	const runtimes = folder();
	runtime(script, join(runtimes, 'cuda', 'onnxruntime-node'));
	set('HEADROOM_RUNTIMES', runtimes);
	return runtimes;
}
const look = () => lookCuda('linux', 'x64');

describe('a look for CUDA', () => {
	it('passes where a device answers and the provider opens it', async () => {
		card();
		installed(computing);
		expect(await look()).toEqual({ backend: 'cuda', ...found });
	});

	it('on another platform points to WebGPU', async () => {
		expect(await lookCuda('darwin', 'arm64')).toEqual({
			backend: 'cuda',
			reason: 'ONNX Runtime for Node.js has CUDA on Linux x64 alone, not on darwin arm64.',
			remedy: expect.stringContaining('webgpu'),
		});
	});

	it.each([
		['is not there', 'exit 127'],
		['finds no device', 'echo "No devices were found"; exit 6'],
		['hangs', 'exec sleep 60'],
	])('where nvidia-smi %s says that no device answers', async (_, script) => {
		program('nvidia-smi', script);
		installed(computing);
		expect((await look()).reason).toBe('No NVIDIA device answers: nvidia-smi is not there or finds none.');
	});

	it('with a device and without the provider says how to install it', async () => {
		card();
		set('HEADROOM_RUNTIMES', folder());
		expect(await look()).toEqual({
			backend: 'cuda',
			...found,
			reason: "ONNX Runtime's CUDA provider is not installed.",
			remedy: expect.stringContaining('headroom install cuda'),
		});
	});

	it.each([
		['libcudnn.so.9: cannot open shared object file: No such file or directory', 'The CUDA provider needs libcudnn.so.9, which is not on this machine.'],
		['CUDA failure 35: CUDA driver version is insufficient for CUDA runtime version', "NVIDIA's driver is older than CUDA 12 needs."],
		['CUDA failure 2: out of memory ; GPU=0', "The device's memory is full."],
		['CUDA failure 999: unknown error', 'CUDA cannot be opened: CUDA failure 999: unknown error.'],
	])('where the provider fails with "%s" says so in words', async (message, reason) => {
		card();
		installed(sessions(`throw new Error(${JSON.stringify(message)});`));
		expect(await look()).toMatchObject({ ...found, reason, remedy: expect.stringMatching(/\.$/) });
	});

	it.skipIf(process.platform !== 'linux')('with a library that is none says so, of the real runtime', async () => {
		card();
		const runtimes = installed('');
		cpSync(join(import.meta.dirname, '../../../../../node_modules/onnxruntime-node'), join(runtimes, 'cuda', 'onnxruntime-node'), { recursive: true });
		const common = join(import.meta.dirname, '../../../../../node_modules/onnxruntime-common');
		cpSync(common, join(runtimes, 'cuda', 'node_modules', 'onnxruntime-common'), { recursive: true });
		const { reason } = await look();
		expect(reason).toMatch(/^CUDA cannot be opened: .*libonnxruntime_providers_shared.so: file too short/);
		await expect(onnxCuda()).rejects.toThrow(/^CUDA cannot be opened/);
	});
});

it('an engine on CUDA that cannot run fails with the reason and the remedy', async () => {
	program('nvidia-smi', 'exit 127');
	if (process.platform !== 'linux') return;
	await expect(onnxCuda()).rejects.toThrow(
		"No NVIDIA device answers: nvidia-smi is not there or finds none. Where the machine has one, install NVIDIA's driver.",
	);
});

it('the provider that was installed is taken before one that is there by chance', () => {
	const runtimes = installed(computing);
	expect(runtimeWithCuda()).toBe(join(runtimes, 'cuda', 'onnxruntime-node'));
	expect(runtimeWithCuda(folder())).toBeUndefined();
});

describe("the graphs for CUDA, on the processor's kernels", async () => {
	const backend = onnxGpu({ runtime: await import('onnxruntime-node'), provider: CUDA, session: { executionProviders: ['cpu'] }, resident: false });

	it.each(casesWithoutRoutes)('$name: agrees with the reference', (each) => expectAgreement(backend, each, 2e-6));

	it('leave programs that are light to the processor, beside what is held', async () => {
		const device = onnxGpu({ runtime: await import('onnxruntime-node'), provider: CUDA, session: { executionProviders: ['no such device'] }, resident: false });
		const graph = createGraph(operators);
		const program = { graph, outputs: { y: scale(input(graph, 'x', [3]), 2) } };
		await expect(device.compile(program, { held: ['y'] })).rejects.toThrow('no such device');
		const executable = await device.compile(program, { held: ['y'], light: true });
		const { held } = await executable.run({ x: await device.hold(Float32Array.of(1, 2, 3)) });
		expect(await held.y?.read()).toEqual(Float32Array.of(2, 4, 6));
		await executable.release();
		await device.release();
	});

	it('hold their outputs in memory and take them again', async () => {
		const graph = createGraph(operators);
		const executable = await backend.compile({ graph, outputs: { y: scale(input(graph, 'x', [3]), 2) } }, { held: ['y'] });
		const given = Float32Array.of(1, 2, 3);
		const first = await backend.hold(given);
		given.fill(0);
		const second = (await executable.run({ x: first })).held.y;
		if (!second) throw new Error('nothing is held');
		expect(await second.read()).toEqual(Float32Array.of(2, 4, 6));
		const third = (await executable.run({ x: second })).held.y;
		first.release();
		second.release();
		expect(await third?.read()).toEqual(Float32Array.of(4, 8, 12));
		await expect(executable.run({})).rejects.toThrow("the graph's input x is missing");
		await executable.release();
		await backend.release();
	});
});
