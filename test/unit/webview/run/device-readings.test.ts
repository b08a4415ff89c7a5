import { describe, expect, it } from 'vitest';
import type { DeviceEvent, GpuReading } from '../../../../src/training/events.ts';
import { groupsOf } from '../../../../webview/run/device-readings.ts';

const GIB = 2 ** 30;
const device = (cpu: number, gpus?: GpuReading[], cores = 8): DeviceEvent => ({
	type: 'device',
	step: 1,
	elapsed: 1,
	process: { cpu, cores, memory: 1.5 * GIB, memory_peak: 2 * GIB, memory_total: 32 * GIB },
	...(gpus && { gpus }),
});
const textOf = (...events: DeviceEvent[]) =>
	groupsOf(events).map(({ name, readings }) => [name, ...readings.map((reading) => `${reading.name}: ${reading.value}`)]);

describe('the device strip', () => {
	it('shows nothing before the device was told of', () => {
		expect(groupsOf([])).toEqual([]);
	});

	it('shows the process by its newest reading, with the curve of all', () => {
		expect(textOf(device(0.2), device(0.964))).toEqual([['This run', 'CPU, 8 cores: 96 %', 'Memory of 32 GiB: 1.5 GiB', 'Peak memory: 2 GiB']]);
		expect(groupsOf([device(0.2), device(0.964)])[0]?.readings[0]?.history).toEqual([0.2, 0.964]);
		expect(textOf(device(1, undefined, 1))[0]?.[1]).toBe('CPU, 1 core: 100 %');
	});

	it('shows each GPU with what it tells', () => {
		const whole: GpuReading = { name: 'NVIDIA H100', utilisation: 0.97, memory_used: 12 * GIB, memory_total: 80 * GIB, temperature: 65, power: 301.46 };
		expect(textOf(device(0.1, [whole, { name: 'NVIDIA GB10', temperature: 45 }])).slice(1)).toEqual([
			['GPU 0: NVIDIA H100', 'Utilisation: 97 %', 'Memory of 80 GiB: 12 GiB', 'Temperature: 65 °C', 'Power: 301 W'],
			['GPU 1: NVIDIA GB10', 'Temperature: 45 °C'],
		]);
	});

	it('needs no number where there is one GPU', () => {
		expect(textOf(device(0.1, [{ name: 'Tesla T4', power: 9.74 }]))[1]).toEqual(['Tesla T4', 'Power: 10 W']);
	});

	it('leaves a gap in the curve where a GPU was not told of', () => {
		const gpu = (utilisation: number) => [{ name: 'Tesla T4', utilisation }];
		expect(groupsOf([device(0, gpu(0.5)), device(0), device(0, gpu(0.7))])[1]?.readings[0]?.history).toEqual([0.5, undefined, 0.7]);
	});
});
