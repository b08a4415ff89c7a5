import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { ask } from '../ask.ts';
import { type NvidiaDevice, nvidiaDevices } from '../nvidia.ts';

/** What is known of the adapter that WebGPU took; ONNX Runtime does not tell, so it is what the system says. */
export interface Adapter {
	/** Several where any of them may be it: "Intel Iris Xe or NVIDIA RTX A2000". */
	name?: string;
	driver?: string;
	/** Bytes of its own memory. */
	memory?: number;
	/** It is a program on the processor. */
	software: boolean;
}

/** An adapter in words: name and driver, or that it has none. */
export function named({ name, driver }: Adapter): string {
	if (name === undefined) return 'a graphics adapter, whose name is not known';
	return driver === undefined ? name : `${name}, driver ${driver}`;
}

/** The adapter of a process that has these libraries loaded. */
export async function adapter(libraries: readonly string[]): Promise<Adapter> {
	if (process.platform === 'darwin') return onMac((await ask('system_profiler', ['SPDisplaysDataType', '-json'])) ?? '');
	if (process.platform === 'win32') return onWindows((await ask('powershell.exe', WINDOWS_QUERY)) ?? '');
	const [vulkan, nvidia] = await Promise.all([ask('vulkaninfo', ['--summary']), nvidiaDevices()]);
	return onLinux({ libraries, vendors: drmVendors(), ...(vulkan !== undefined && { vulkan }), ...(nvidia && { nvidia }) });
}

const NVIDIA = '0x10de';
/** Vulkan drivers by a part of their file's name: the vendor of their devices, or the program's name. */
const DRIVERS: { file: RegExp; vendor?: string; maker?: string; program?: string }[] = [
	{ file: /swiftshader/i, program: 'SwiftShader' },
	{ file: /vulkan_lvp|lavapipe/i, program: 'lavapipe' },
	{ file: /nvidia|vulkan_nouveau/i, vendor: NVIDIA, maker: 'NVIDIA' },
	{ file: /vulkan_radeon|amdvlk/i, vendor: '0x1002', maker: 'AMD' },
	{ file: /vulkan_intel/i, vendor: '0x8086', maker: 'Intel' },
];

/** What Linux tells. */
export interface LinuxSigns {
	/** Files that the process has loaded: the drivers of every adapter that Vulkan looked at. */
	libraries: readonly string[];
	/** PCI vendors of the machine's graphics devices: "0x1002". */
	vendors: readonly string[];
	/** Output of `vulkaninfo --summary`. */
	vulkan?: string;
	nvidia?: readonly NvidiaDevice[];
}

/** Vulkan's kinds of devices, the one that WebGPU would rather take first. */
const KINDS = ['DISCRETE_GPU', 'INTEGRATED_GPU', 'VIRTUAL_GPU', 'OTHER', 'CPU'];

export function onLinux({ libraries, vendors, vulkan, nvidia }: LinuxSigns): Adapter {
	const listed = vulkan === undefined ? [] : vulkanDevices(vulkan);
	const [first] = listed.toSorted((a, b) => KINDS.indexOf(a.kind) - KINDS.indexOf(b.kind));
	if (first) {
		const known = nvidia?.find(({ name }) => name === first.name);
		return { name: first.name, driver: first.driver, software: first.kind === 'CPU', ...(known?.memory !== undefined && { memory: known.memory }) };
	}
	const loaded = DRIVERS.filter(({ file }) => libraries.some((library) => file.test(library)));
	const present = loaded.filter(({ vendor }) => vendor !== undefined && (vendors.includes(vendor) || (vendor === NVIDIA && nvidia)));
	const software = loaded.find(({ program }) => program !== undefined);
	if (present.length === 0) return software?.program === undefined ? { software: false } : { name: software.program, software: true };
	const [card] = nvidia ?? [];
	if (present.length === 1 && present[0]?.vendor === NVIDIA && card) {
		const { name, driver, memory } = card;
		return { name, driver, software: false, ...(memory !== undefined && { memory }) };
	}
	return { name: present.map(({ maker }) => `an ${maker} adapter`).join(' or '), software: false };
}

function vulkanDevices(summary: string): { name: string; driver: string; kind: string }[] {
	return summary
		.split(/^GPU\d+:/m)
		.slice(1)
		.map((block) => {
			const field = (key: string): string => new RegExp(`^\\s*${key}\\s*=\\s*(.*)$`, 'm').exec(block)?.[1]?.trim() ?? '';
			return {
				name: field('deviceName'),
				driver: field('driverInfo') || field('driverVersion'),
				kind: field('deviceType').replace('PHYSICAL_DEVICE_TYPE_', ''),
			};
		});
}

function drmVendors(folder = '/sys/class/drm'): string[] {
	try {
		const cards = readdirSync(folder).filter((entry) => /^card\d+$/.test(entry));
		return cards.flatMap((card) => vendorOf(join(folder, card, 'device', 'vendor')));
	} catch {
		return [];
	}
}

/** Devices that are not on the PCI bus have no vendor. */
function vendorOf(file: string): string[] {
	try {
		return [readFileSync(file, 'utf8').trim()];
	} catch {
		return [];
	}
}

/** Reads `system_profiler SPDisplaysDataType -json`. */
export function onMac(output: string): Adapter {
	const { SPDisplaysDataType: cards = [] } = (json(output) ?? {}) as { SPDisplaysDataType?: { sppci_model?: string }[] };
	return { ...either(cards.flatMap(({ sppci_model }) => sppci_model ?? [])), software: false };
}

const WINDOWS_QUERY = [
	'-NoProfile',
	'-NonInteractive',
	'-Command',
	'ConvertTo-Json @(Get-CimInstance Win32_VideoController | Select-Object Name, DriverVersion, AdapterRAM)',
];
/** Windows' own adapters that draw by the processor. */
const BASIC = /^Microsoft (Basic|Remote|Hyper-V)/;
/** `AdapterRAM` has 32 bits: what is as large may be larger. */
const LARGEST_TOLD = 2 ** 32 - 2 ** 20;

/** Reads a list of Win32_VideoController. */
export function onWindows(output: string): Adapter {
	const cards = (json(output) ?? []) as { Name?: string; DriverVersion?: string; AdapterRAM?: number }[];
	const real = cards.filter(({ Name = '' }) => Name !== '' && !BASIC.test(Name));
	if (real.length === 0) return cards.length === 0 ? { software: false } : { name: 'Microsoft Basic Render Driver (WARP)', software: true };
	const [only, ...others] = real;
	if (others.length > 0) return { ...either(real.map(({ Name = '' }) => Name)), software: false };
	return {
		...(only?.Name !== undefined && { name: only.Name }),
		...(only?.DriverVersion !== undefined && { driver: only.DriverVersion }),
		...(only?.AdapterRAM && only.AdapterRAM < LARGEST_TOLD && { memory: only.AdapterRAM }),
		software: false,
	};
}

const either = (names: readonly string[]): { name?: string } => (names.length === 0 ? {} : { name: names.join(' or ') });

function json(output: string): unknown {
	try {
		return JSON.parse(output);
	} catch {
		return undefined;
	}
}
