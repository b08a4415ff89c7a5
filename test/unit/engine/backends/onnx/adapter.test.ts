import { describe, expect, it } from 'vitest';
import { named, onLinux, onMac, onWindows } from '../../../../../src/engine/backends/onnx/adapter.ts';

const loader = 'libvulkan.so.1';
const [radeon, intel, lavapipe, swiftshader] = ['libvulkan_radeon.so', 'libvulkan_intel.so', 'libvulkan_lvp.so', 'libvk_swiftshader.so'];
const nvidiaDriver = 'libGLX_nvidia.so.550.54.14';
const h100 = { name: 'NVIDIA H100 80GB HBM3', driver: '550.54.14', memory: 80 * 2 ** 30, capability: '9.0' };

describe('on Linux', () => {
	it.each([
		['SwiftShader alone', [loader, swiftshader], [], { name: 'SwiftShader', software: true }],
		['every driver of Mesa, without a card', [loader, radeon, intel, lavapipe], [], { name: 'lavapipe', software: true }],
		['every driver of Mesa, with a card of AMD', [loader, radeon, intel, lavapipe], ['0x1002'], { name: 'an AMD adapter', software: false }],
		['cards of Intel and AMD', [loader, radeon, intel, lavapipe], ['0x8086', '0x1002'], { name: 'an AMD adapter or an Intel adapter', software: false }],
		['a card that no loaded driver is for', [loader, lavapipe], ['0x10de'], { name: 'lavapipe', software: true }],
		['a driver that is not known', [loader, 'libvulkan_broadcom.so'], [], { software: false }],
		['nothing at all', [], [], { software: false }],
	])('with %s', (_, libraries, vendors, wanted) => expect(onLinux({ libraries, vendors })).toEqual(wanted));

	it("takes an NVIDIA card's name from nvidia-smi, in a container without device files too", () => {
		const { name, driver, memory } = h100;
		expect(onLinux({ libraries: [loader, nvidiaDriver, lavapipe], vendors: [], nvidia: [h100] })).toEqual({ name, driver, memory, software: false });
	});

	it('does not guess between an NVIDIA card and another', () => {
		expect(onLinux({ libraries: [nvidiaDriver, intel], vendors: ['0x10de', '0x8086'], nvidia: [h100] })).toEqual({
			name: 'an NVIDIA adapter or an Intel adapter',
			software: false,
		});
	});

	const vulkan = (...devices: [name: string, type: string, driver: string][]) =>
		`==========\nVULKANINFO\n==========\n\nVulkan Instance Version: 1.3.275\n\nDevices:\n========\n${devices
			.map(
				([name, type, driver], index) =>
					`GPU${index}:\n\tapiVersion         = 1.3.275\n\tdriverVersion      = 0.0.1\n\tvendorID           = 0x10de\n\tdeviceType         = PHYSICAL_DEVICE_TYPE_${type}\n\tdeviceName         = ${name}\n\tdriverName         = some\n\tdriverInfo         = ${driver}\n`,
			)
			.join('')}`;

	it("takes vulkaninfo's word where it is there: a discrete device before an integrated one, a program last", () => {
		const signs = { libraries: [loader, lavapipe], vendors: [] };
		const program = ['llvmpipe (LLVM 15.0.6, 256 bits)', 'CPU', 'Mesa 22.3.6 (LLVM 15.0.6)'] as [string, string, string];
		expect(onLinux({ ...signs, vulkan: vulkan(program) })).toEqual({ name: program[0], driver: program[2], software: true });
		const integrated = ['Intel(R) Graphics (RPL-P)', 'INTEGRATED_GPU', 'Mesa 24.0.5'] as [string, string, string];
		const discrete = [h100.name, 'DISCRETE_GPU', h100.driver] as [string, string, string];
		expect(onLinux({ ...signs, vulkan: vulkan(program, integrated) })).toEqual({ name: integrated[0], driver: 'Mesa 24.0.5', software: false });
		expect(onLinux({ ...signs, vulkan: vulkan(program, integrated, discrete), nvidia: [h100] })).toEqual({
			name: h100.name,
			driver: h100.driver,
			memory: h100.memory,
			software: false,
		});
	});
});

describe('on macOS', () => {
	it('takes the name from system_profiler', () => {
		const output = '{ "SPDisplaysDataType": [{ "_name": "Apple M2 Pro", "sppci_model": "Apple M2 Pro", "sppci_cores": "19" }] }';
		expect(onMac(output)).toEqual({ name: 'Apple M2 Pro', software: false });
	});
	it('has no name where it does not answer', () => expect(onMac('')).toEqual({ software: false }));
});

describe('on Windows', () => {
	const card = (Name: string, AdapterRAM: number) => ({ Name, DriverVersion: '31.0.101.4502', AdapterRAM });
	it('takes name, driver and memory from the only adapter', () => {
		expect(onWindows(JSON.stringify([card('AMD Radeon(TM) Graphics', 2 ** 29)]))).toEqual({
			name: 'AMD Radeon(TM) Graphics',
			driver: '31.0.101.4502',
			memory: 2 ** 29,
			software: false,
		});
	});
	it('does not believe a memory of 4 GiB, the most that Windows can say', () => {
		expect(onWindows(JSON.stringify([card('NVIDIA GeForce RTX 4090', 4_293_918_720)]))).toEqual({
			name: 'NVIDIA GeForce RTX 4090',
			driver: '31.0.101.4502',
			software: false,
		});
	});
	it('does not guess between two', () => {
		expect(onWindows(JSON.stringify([card('Intel(R) Iris(R) Xe', 1), card('NVIDIA RTX A2000', 1)]))).toEqual({
			name: 'Intel(R) Iris(R) Xe or NVIDIA RTX A2000',
			software: false,
		});
	});
	it('knows its own adapter for a program', () => {
		expect(onWindows(JSON.stringify([card('Microsoft Basic Display Adapter', 0)]))).toEqual({ name: 'Microsoft Basic Render Driver (WARP)', software: true });
	});
	it('has no name where PowerShell does not answer', () => expect(onWindows('')).toEqual({ software: false }));
});

it('an adapter without a name is one whose name is not known', () => {
	expect(named({ software: false })).toBe('a graphics adapter, whose name is not known');
	expect(named({ name: 'Apple M2', software: false })).toBe('Apple M2');
	expect(named({ name: h100.name, driver: h100.driver, software: false })).toBe('NVIDIA H100 80GB HBM3, driver 550.54.14');
});
