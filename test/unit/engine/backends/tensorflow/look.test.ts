import { rmSync } from 'node:fs';
import { join } from 'node:path';
import util from 'node:util';
import { afterAll, describe, expect, it } from 'vitest';
import { processorName } from '../../../../../src/engine/backends/onnx/processor.ts';
import { deviceOf, gpuOf, softwareOf } from '../../../../../src/engine/backends/tensorflow/device.ts';
import { installed } from '../../../../../src/engine/backends/tensorflow/installed.ts';
import { lookAtTensorFlow } from '../../../../../src/engine/backends/tensorflow/look.ts';
import { loadTensorFlow, openTensorFlow } from '../../../../../src/engine/backends/tensorflow/open.ts';
import { sources, standIn } from './stand-in.ts';

const written: string[] = [];
afterAll(() => {
	for (const folder of written) rmSync(folder, { recursive: true });
});

/** Where a package is found that consists of `source`. */
function placeOf(source: string, name?: string): string[] {
	const runtimes = standIn(source, name);
	written.push(runtimes);
	return [join(runtimes, 'tensorflow', 'index.js')];
}

const install = 'Install it with the command "Headroom: Install TensorFlow.js GPU backend" or with `headroom install tensorflow`.';
const again = install.replace('Install it', 'Install it again');

describe('what is not there', () => {
	const nowhere = ['/nowhere/tensorflow/index.js'];
	it('is told with what to do', async () => {
		expect(await lookAtTensorFlow(nowhere)).toEqual({ backend: 'tensorflow', reason: 'TensorFlow.js is not installed.', remedy: install });
		await expect(openTensorFlow(nowhere)).rejects.toThrow(`TensorFlow.js is not installed. ${install}`);
	});
});

describe('what is there and runs', () => {
	it.each([
		['cpu', 'plain JavaScript kernels'],
		['wasm', 'WebAssembly kernels'],
	] as const)('%s: says what computes, and that it is the processor', async (kernels, words) => {
		const { device, ...rest } = await lookAtTensorFlow(placeOf(sources[kernels]));
		expect(rest).toEqual({ backend: 'tensorflow', driver: '@tensorflow/tfjs-node-gpu 4.22.0', software: true });
		expect(device).toMatch(new RegExp(`, ${words}$`));
	});

	it('is the GPU package where both are installed, wherever each of them is', () => {
		const [node, gpu] = [placeOf('', '@tensorflow/tfjs-node'), placeOf('')];
		expect(installed(node)?.name).toBe('@tensorflow/tfjs-node');
		expect(installed([...node, ...gpu])?.name).toBe('@tensorflow/tfjs-node-gpu');
	});

	it('says why there is no GPU', async () => {
		const log = "Could not load dynamic library 'libcudart.so.11.0'; dlerror: libcudart.so.11.0: cannot open shared object file";
		const backend = "{ isUsingGpuDevice: false, binding: { TF_Version: '2.9.1' } }";
		const module = `{ enableProdMode() {}, async ready() {}, backend: () => (${backend}), getBackend: () => 'tensorflow' }`;
		const seen = await lookAtTensorFlow(placeOf(`console.error(${JSON.stringify(log)}); module.exports = ${module};`));
		expect(seen.device).toMatch(/; TensorFlow has found no GPU that it can use, for want of libcudart\.so\.11\.0$/);
		expect(seen).toMatchObject({ driver: '@tensorflow/tfjs-node-gpu 4.22.0, TensorFlow 2.9.1', software: true });
	});

	it('has back what Node has removed, and nothing else is touched', async () => {
		const { isArray, isNullOrUndefined } = util;
		try {
			Reflect.deleteProperty(util, 'isNullOrUndefined');
			const { tf } = await loadTensorFlow(placeOf(`if (!require('util').isNullOrUndefined(null)) throw new Error('no'); ${sources.cpu}`));
			expect(tf.getBackend()).toBe('cpu');
			expect(util.isArray).toBe(isArray);
		} finally {
			util.isNullOrUndefined = isNullOrUndefined;
		}
	});
});

describe('what is there and does not load', () => {
	const name = '@tensorflow/tfjs-node-gpu 4.22.0 is installed and does not load:';
	const addon = 'The Node.js native addon module (tfjs_binding.node) can not be found at path: /x/tfjs_binding.node. \nPlease run command';
	it.each([
		['without its native part', addon, 'its native part, which the installation downloads or builds, is missing.', again],
		[
			'without CUDA',
			'libcudart.so.11.0: cannot open shared object file: No such file',
			'the CUDA library libcudart is not on this machine.',
			'Install CUDA 11.2',
		],
		['without TensorFlow', 'libtensorflow.so.2: cannot open shared object file', 'its library libtensorflow is missing.', again],
		['on an old system', "/lib/libc.so.6: version `GLIBC_2.27' not found", 'this system is too old for it: it needs GLIBC_2.27.', 'Use a newer system.'],
		['on another kind of machine', '/x/tfjs_binding.node: invalid ELF header', 'it was installed for another kind of machine.', again],
		['on another Node', 'compiled against a different Node.js version', `it was built for another Node than ${process.version}.`, again],
		['in part', "Cannot find module '@tensorflow/tfjs'", 'a part of it, @tensorflow/tfjs, is missing.', again],
		['for another reason', 'no luck\nat all', 'no luck.', again],
	])('%s', async (_, message, words, remedy) => {
		const place = placeOf(`throw new Error(${JSON.stringify(message)})`);
		const seen = await lookAtTensorFlow(place);
		expect(seen).toMatchObject({ backend: 'tensorflow', reason: `${name} ${words}` });
		expect(seen.remedy).toContain(remedy);
		await expect(openTensorFlow(place)).rejects.toThrow(`${seen.reason} ${seen.remedy}`);
	});

	it.each([
		['crashes', "process.kill(process.pid, 'SIGSEGV')", 'loading it crashed (SIGSEGV).'],
		['needs instructions that the processor lacks', "process.kill(process.pid, 'SIGILL')", 'this processor lacks instructions that it is built with (AVX).'],
		['ends the process', "console.error('F: no memory'); process.exit(3)", 'loading it ended the process with code 3: F: no memory.'],
	])('%s: this process goes on', async (_, source, words) => {
		expect((await lookAtTensorFlow(placeOf(source))).reason).toBe(`${name} ${words}`);
	});

	it('hangs: it is ended', async () => {
		expect((await lookAtTensorFlow(placeOf('for (;;);'), 500)).reason).toBe(`${name} it had not loaded after 0.5 seconds.`);
	});
});

describe('in words', () => {
	const node = { name: '@tensorflow/tfjs-node', version: '4.22.0' };
	it('the GPU has its name, or one of several', () => {
		const [a, b] = [{ name: 'NVIDIA H100' }, { name: 'NVIDIA T4' }];
		expect([gpuOf([]), gpuOf([a]), gpuOf([a, a]), gpuOf([a, b])]).toEqual(['NVIDIA GPU', 'NVIDIA H100', 'NVIDIA H100', 'one of NVIDIA H100, NVIDIA T4']);
	});

	it('a native library without a GPU is the processor', async () => {
		expect(await deviceOf(node, { kernels: 'tensorflow', gpu: false })).toBe(processorName());
		expect(softwareOf(node, { tensorflow: '2.9.1' })).toBe('@tensorflow/tfjs-node 4.22.0, TensorFlow 2.9.1');
	});
});
