import { execFile } from 'node:child_process';
import { availableParallelism, release } from 'node:os';
import { version } from '../../package.json';
import { ask } from '../engine/backends/ask.ts';
import type { Availability } from '../engine/backends/availability.ts';
import { type NvidiaDevice, nvidiaDevices } from '../engine/backends/nvidia.ts';
import { physicalCores, processorName } from '../engine/backends/onnx/processor.ts';
import { runtimesFolder } from '../files/runtimes.ts';
import { installedCuda, onnxRuntime } from '../install/cuda.ts';
import { installedTensorflow } from '../install/tensorflow.ts';
import { automatic, BACKENDS, lookAt, passedOver, type Rejection } from '../training/backends.ts';
import { type MachineMemory, machineMemory } from '../training/device/memory.ts';

/** What `headroom doctor --json` prints (docs/formats.md); null stands for what is not there or is not told. */
export interface Diagnosis {
	schema: 1;
	headroom: string;
	system: { platform: string; release: string; arch: string };
	node: string;
	/** Name and version of the editor that asked. */
	editor: string | null;
	processor: { name: string; physical_cores: number; threads: number };
	memory: MachineMemory;
	onnxruntime: { version: string; folder: string; providers: Provider[]; problem: string | null };
	nvidia: { driver: string; cuda: string | null; devices: Omit<NvidiaDevice, 'driver'>[] } | null;
	runtimes: { folder: string; cuda: string | null; tensorflow: { name: string; version: string } | null };
	backends: (Availability & { usable: boolean })[];
	auto: { backend: string; rejected: Rejection[] };
}

export interface Provider {
	name: string;
	/** It comes with the package; others are installed on request. */
	bundled: boolean;
}

/** Milliseconds for ONNX Runtime to load. */
const PATIENCE = 30_000;

/** Looks at everything that decides where a run trains. Whatever could crash is asked in a process of its own. */
export async function diagnose(editor = process.env.HEADROOM_EDITOR): Promise<Diagnosis> {
	const runtimes = runtimesFolder();
	const [looks, onnxruntime, nvidia] = await Promise.all([Promise.all(BACKENDS.map((backend) => lookAt(backend))), describeOnnxRuntime(), describeNvidia()]);
	const { usable, rejected } = automatic(looks);
	const taken = usable[0]?.backend ?? 'cpu';
	return {
		schema: 1,
		headroom: version,
		system: { platform: process.platform, release: release(), arch: process.arch },
		node: process.versions.node,
		editor: editor || null,
		processor: { name: processorName(), physical_cores: physicalCores(), threads: availableParallelism() },
		memory: machineMemory(),
		onnxruntime,
		nvidia,
		runtimes: { folder: runtimes, cuda: installedCuda(runtimes) ?? null, tensorflow: installedTensorflow(runtimes) ?? null },
		backends: looks.map((look) => ({ ...look, usable: look.reason === undefined })),
		auto: { backend: taken, rejected: passedOver(rejected, taken) },
	};
}

const LIST_PROVIDERS = 'process.stdout.write(JSON.stringify(require(process.argv[1]).listSupportedBackends()), () => process.exit(0))';

async function describeOnnxRuntime(): Promise<Diagnosis['onnxruntime']> {
	const { folder, version } = onnxRuntime();
	const env = { ...process.env, ELECTRON_RUN_AS_NODE: '1' };
	return new Promise((resolve) => {
		execFile(process.execPath, ['-e', LIST_PROVIDERS, folder], { env, timeout: PATIENCE, killSignal: 'SIGKILL', windowsHide: true }, (error, output, said) => {
			const problem = error && (error.signal ? `it ended on ${error.signal}` : (/^\w*Error: .*$/m.exec(said)?.[0] ?? error.message));
			resolve({ version, folder, providers: problem ? [] : JSON.parse(output), problem });
		});
	});
}

async function describeNvidia(): Promise<Diagnosis['nvidia']> {
	const [devices = [], table = ''] = await Promise.all([nvidiaDevices(), ask('nvidia-smi', [])]);
	const [first] = devices;
	if (first === undefined) return null;
	const cuda = /CUDA Version:\s*([\d.]+)/.exec(table)?.[1] ?? null;
	return { driver: first.driver, cuda, devices: devices.map(({ driver: _, ...device }) => device) };
}
