import { formatBytes } from '../../src/analysis/units.ts';
import type { DeviceEvent, GpuReading } from '../../src/training/events.ts';
import { formatPercent } from '../shared/format.ts';

/** A number of the device: its name, its value, and the shares whose curve stands beside it. */
export interface Reading {
	name: string;
	value: string;
	history?: (number | undefined)[];
}

/** What is shown together: the process, or one GPU. */
export interface DeviceGroup {
	name: string;
	readings: Reading[];
}

/** The newest reading of every device, with the curve of those before. */
export function groupsOf(devices: readonly DeviceEvent[]): DeviceGroup[] {
	const latest = devices.at(-1);
	if (latest === undefined) return [];
	const { cpu, cores, memory, memory_peak, memory_total } = latest.process;
	const process: DeviceGroup = {
		name: 'This run',
		readings: [
			{ name: `CPU, ${cores} ${cores === 1 ? 'core' : 'cores'}`, value: formatPercent(cpu), history: devices.map((event) => event.process.cpu) },
			{ name: `Memory of ${formatBytes(memory_total)}`, value: formatBytes(memory) },
			{ name: 'Peak memory', value: formatBytes(memory_peak) },
		],
	};
	const gpus = (latest.gpus ?? []).map((gpu, index, { length }) => ({
		name: length > 1 ? `GPU ${index}: ${gpu.name}` : gpu.name,
		readings: readingsOf(gpu, devices, index),
	}));
	return [process, ...gpus];
}

function readingsOf({ utilisation, memory_used, memory_total, temperature, power }: GpuReading, devices: readonly DeviceEvent[], index: number): Reading[] {
	const history = devices.map(({ gpus }) => gpus?.[index]?.utilisation);
	return [
		...(utilisation === undefined ? [] : [{ name: 'Utilisation', value: formatPercent(utilisation), history }]),
		...(memory_used === undefined
			? []
			: [{ name: `Memory${memory_total === undefined ? '' : ` of ${formatBytes(memory_total)}`}`, value: formatBytes(memory_used) }]),
		...(temperature === undefined ? [] : [{ name: 'Temperature', value: `${Math.round(temperature)} °C` }]),
		...(power === undefined ? [] : [{ name: 'Power', value: `${Math.round(power)} W` }]),
	];
}
