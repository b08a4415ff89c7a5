import { expect, it } from 'vitest';
import { nvidiaDevices } from '../../../../src/engine/backends/nvidia.ts';
import { program } from './stand-in.ts';

it('lists the devices with driver, memory and compute capability', async () => {
	program(
		'nvidia-smi',
		'case "$1" in --query-gpu=name,driver_version,memory.total,compute_cap) printf "NVIDIA L4, 535.1, 23034, 8.9\\nNVIDIA GB10, 580.2, [N/A], 12.1\\n";; esac',
	);
	expect(await nvidiaDevices()).toEqual([
		{ name: 'NVIDIA L4', driver: '535.1', memory: 23034 * 2 ** 20, capability: '8.9' },
		{ name: 'NVIDIA GB10', driver: '580.2', capability: '12.1' },
	]);
});

it.each(['exit 9', 'echo', 'echo "Failed to initialize NVML: Driver/library version mismatch"; exit 18'])(
	'has none where nvidia-smi does "%s"',
	async (script) => {
		program('nvidia-smi', script);
		expect(await nvidiaDevices()).toBeUndefined();
	},
);
