import { describe, expect, it, vi } from 'vitest';
import type { Diagnosis } from '../../../src/cli/diagnosis.ts';
import { doctor } from '../../../src/cli/doctor.ts';
import { doctorReport } from '../../../src/cli/doctor-report.ts';
import { runCommand } from './command.ts';

// Devices are looked for in processes of their own.
vi.setConfig({ testTimeout: 60_000 });

const GIB = 2 ** 30;
const DIAGNOSIS: Diagnosis = {
	schema: 1,
	headroom: '1.2.3',
	system: { platform: 'linux', release: '6.1.0', arch: 'x64' },
	node: '24.1.0',
	editor: 'Visual Studio Code 1.139.1',
	processor: { name: 'AMD EPYC', physical_cores: 1, threads: 2 },
	memory: { total: 16 * GIB, free: 9 * GIB },
	onnxruntime: {
		version: '1.30.0',
		folder: '/x/onnxruntime-node',
		providers: [
			{ name: 'cpu', bundled: true },
			{ name: 'webgpu', bundled: true },
			{ name: 'cuda', bundled: false },
		],
		problem: null,
	},
	nvidia: { driver: '550.54.14', cuda: '12.4', devices: [{ name: 'NVIDIA H100 80GB HBM3', memory: 80 * GIB, capability: '9.0' }] },
	runtimes: { folder: '/home/somebody/.local/share/headroom/runtimes', cuda: null, tensorflow: { name: '@tensorflow/tfjs-node', version: '4.22.0' } },
	backends: [
		{
			backend: 'cuda',
			usable: false,
			device: 'NVIDIA H100 80GB HBM3',
			memory: 80 * GIB,
			reason: 'The CUDA provider needs libcudnn.so.9, which is not on this machine.',
			remedy: 'Install CUDA 12 and cuDNN 9, where the system looks for libraries.',
		},
		{ backend: 'webgpu', usable: true, device: 'SwiftShader', software: true },
		{ backend: 'cpu', usable: true, device: 'AMD EPYC' },
		{ backend: 'tensorflow', usable: true, device: 'the processor', driver: 'TensorFlow 2.9.1' },
	],
	auto: {
		backend: 'cpu',
		rejected: [
			{ backend: 'cuda', reason: 'The CUDA provider needs libcudnn.so.9, which is not on this machine.' },
			{ backend: 'webgpu', reason: 'SwiftShader is a program on the processor, slower than the backend cpu.', remedy: 'Ask for it by name.' },
		],
	},
};

describe('the report of a diagnosis', () => {
	it('says what each backend would do, in short aligned lines', () => {
		expect(doctorReport(DIAGNOSIS, { width: 80, isColoured: false })).toMatchInlineSnapshot(`
			"Headroom 1.2.3
			  system        Linux 6.1.0, x64
			  Node.js       24.1.0
			  editor        Visual Studio Code 1.139.1
			  processor     AMD EPYC, 1 physical core, 2 threads
			  memory        16 GiB, 9 GiB free
			  ONNX Runtime  1.30.0, with cpu, webgpu
			  NVIDIA        driver 550.54.14, for CUDA up to 12.4
			                NVIDIA H100 80GB HBM3, 80 GiB, compute capability 9.0
			  runtimes      /home/somebody/.local/share/headroom/runtimes
			                cuda is not installed
			                tensorflow @tensorflow/tfjs-node 4.22.0

			Backends
			  ✗ cuda        cannot run
			                NVIDIA H100 80GB HBM3, 80 GiB
			                The CUDA provider needs libcudnn.so.9, which is not on this
			                machine.
			                Install CUDA 12 and cuDNN 9, where the system looks for
			                libraries.
			  ✓ webgpu      can run, when asked for by name
			                SwiftShader
			  ✓ cpu         can run, and is what auto takes
			                AMD EPYC
			  ✓ tensorflow  can run, when asked for by name
			                the processor, TensorFlow 2.9.1

			--backend auto takes cpu:
			  not cuda, as it cannot run
			  not webgpu: SwiftShader is a program on the processor, slower than the backend
			  cpu. Ask for it by name.
			  tensorflow is only taken when it is asked for by name"
		`);
	});

	it.each([72, 80])('fits %d columns', (width) => {
		for (const line of doctorReport(DIAGNOSIS, { width, isColoured: false }).split('\n')) expect(line.length).toBeLessThanOrEqual(width);
	});

	it('says in words what colours say', () => {
		const plain = doctorReport(DIAGNOSIS, { width: 80, isColoured: false });
		// biome-ignore lint/suspicious/noControlCharactersInRegex: colours are told by them.
		expect(doctorReport(DIAGNOSIS, { width: 80, isColoured: true }).replace(/\u001b\[\d+m/g, '')).toBe(plain);
	});

	it('names the runtime that does not load', () => {
		const broken = { ...DIAGNOSIS, onnxruntime: { ...DIAGNOSIS.onnxruntime, providers: [], problem: 'it ended on SIGSEGV' }, nvidia: null };
		const report = doctorReport(broken, { width: 80, isColoured: false });
		expect(report).toContain('ONNX Runtime  1.30.0, does not load: it ended on SIGSEGV');
		expect(report).toContain('NVIDIA        no device answers (nvidia-smi)');
	});
});

describe('headroom doctor', () => {
	it('tells of this machine as JSON under stable keys', async () => {
		const { code, out } = await runCommand(doctor, ['--json']);
		expect(code).toBe(0);
		const diagnosis: Diagnosis = JSON.parse(out);
		expect(Object.keys(diagnosis)).toEqual([
			'schema',
			'headroom',
			'system',
			'node',
			'editor',
			'processor',
			'memory',
			'onnxruntime',
			'nvidia',
			'runtimes',
			'backends',
			'auto',
		]);
		expect(diagnosis.backends.map(({ backend }) => backend)).toEqual(['cuda', 'webgpu', 'cpu', 'tensorflow']);
		for (const { usable, reason } of diagnosis.backends) expect(reason === undefined).toBe(usable);
		expect(diagnosis.backends.find(({ backend }) => backend === diagnosis.auto.backend)?.usable).toBe(true);
		expect(diagnosis.onnxruntime.providers).toContainEqual({ name: 'cpu', bundled: true });
		expect(diagnosis.memory.free).toBeGreaterThan(0);
		expect(diagnosis.memory.free).toBeLessThanOrEqual(diagnosis.memory.total);
	});

	it('reports for people, and takes no files', async () => {
		const { code, out } = await runCommand(doctor, []);
		expect(code).toBe(0);
		expect(out).toMatch(/^ {2}✓ cpu +can run/m);
		await expect(doctor(['x'])).rejects.toThrow('doctor takes no arguments');
	});
});
