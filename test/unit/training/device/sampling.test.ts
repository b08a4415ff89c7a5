import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, describe, expect, it, vi } from 'vitest';
import { type Pace, sampleDevice } from '../../../../src/training/device/sampling.ts';
import { readEvents } from '../../../../src/training/event-lines.ts';
import type { DeviceEvent } from '../../../../src/training/events.ts';
import { newWorkspace } from '../workspace.ts';
import { ANSWERING, HANGING, nvidiaTool } from './nvidia-tool.ts';

vi.setConfig({ testTimeout: 30_000 });
afterEach(() => vi.unstubAllEnvs());

/** Samples with only this on the PATH until so many events have come. */
async function sampled(path: string, count: number, pace: Partial<Pace> = {}): Promise<{ events: DeviceEvent[]; log: string[] }> {
	vi.stubEnv('PATH', path);
	const events: DeviceEvent[] = [];
	const log: string[] = [];
	await new Promise<void>((resolve) => {
		const sampling = sampleDevice(
			{
				step: () => events.length,
				emit(event) {
					events.push(event);
					if (events.length < count) return;
					sampling.stop();
					resolve();
				},
				log: (text) => log.push(text),
			},
			{ first: 1, between: 1, timeout: 20_000, ...pace },
		);
	});
	return { events, log };
}

describe('without a tool', () => {
	it('tells of the process, in the order of the steps, and says once that there is no tool', async () => {
		const { events, log } = await sampled('/nowhere', 4);
		expect(events.map(({ step }) => step)).toEqual([0, 1, 2, 3]);
		expect(events.map(({ elapsed }) => elapsed)).toEqual(events.map(({ elapsed }) => elapsed).sort((a, b) => a - b));
		for (const event of events) {
			expect(event).not.toHaveProperty('gpus');
			expect(event.process.memory).toBeGreaterThan(0);
		}
		expect(log).toEqual(['GPUs are not measured: nvidia-smi is not on the PATH.']);
	});

	it('tells nothing more once it is stopped', async () => {
		const told = vi.fn();
		const sampling = sampleDevice({ step: () => 0, emit: told, log: told }, { first: 0, between: 0, timeout: 1000 });
		sampling.stop();
		await new Promise((resolve) => setTimeout(resolve, 50));
		expect(told).not.toHaveBeenCalled();
	});
});

describe.skipIf(process.platform === 'win32')('with a tool', () => {
	it('tells of each GPU', async () => {
		const { events, log } = await sampled(nvidiaTool(ANSWERING).folder, 2);
		for (const { gpus } of events) expect(gpus).toMatchObject([{ name: 'NVIDIA H100 80GB HBM3', utilisation: 0.97, temperature: 65 }]);
		expect(log).toEqual([]);
	});

	const counting = (then: string) => `require('node:fs').appendFileSync(require('node:path').join(__dirname, 'asked'), '.');\n${then}`;

	it.each([
		['fails', 'process.exit(9)', {}, 'ended with code 9'],
		['writes what is not understood', `console.log('garbage')`, {}, 'not understood: garbage'],
		['hangs', HANGING, { timeout: 300 }, 'did not answer within 0.3 s'],
	])('that %s, asks it three times, logs once and goes on telling of the process', async (_, script, pace, reason) => {
		const { folder } = nvidiaTool(counting(script));
		const { events, log } = await sampled(folder, 6, pace);
		expect(events).toHaveLength(6);
		for (const event of events) expect(event).not.toHaveProperty('gpus');
		expect(log).toEqual([expect.stringContaining(reason)]);
		// A process that is slow to begin may be given up before it counts.
		expect(readFileSync(join(folder, 'asked'), 'utf8').length).toBeLessThanOrEqual(3);
	});

	it('that fails now and then, asks it again', async () => {
		const script = counting(
			`if (require('node:fs').readFileSync(require('node:path').join(__dirname, 'asked'), 'utf8').length % 3 !== 0) process.exit(9);\n${ANSWERING}`,
		);
		const { events, log } = await sampled(nvidiaTool(script).folder, 9);
		expect(events.map(({ gpus }) => gpus !== undefined)).toEqual([false, false, true, false, false, true, false, false, true]);
		expect(log).toHaveLength(1);
	});
});

describe.skipIf(process.platform === 'win32')('a run', () => {
	it('tells of its device between its start and its end, and leaves a tool that hangs behind', async () => {
		vi.stubEnv('PATH', `${nvidiaTool(HANGING).folder}:${process.env.PATH}`);
		const { train, out } = newWorkspace();
		let told = 0;
		const set = ['training.steps=1000000', 'training.evaluate_every=1000000', 'training.measure_rank_every=1000000', 'training.checkpoint_every=1000000'];
		const { status } = await train({ set, onEvent: (event) => event.type === 'device' && ++told === 1 && process.emit('SIGTERM') });
		expect(status).toBe('stopped');
		const events = await readEvents(out);
		const device = events.findIndex(({ type }) => type === 'device');
		expect(events[device]).toMatchObject({ process: { cores: expect.any(Number), cpu: expect.any(Number), memory_total: expect.any(Number) } });
		const before = events.slice(0, device).findLast((event) => event.type === 'step');
		expect(events[device]).toMatchObject({ step: before?.step ?? 0 });
		expect(events.at(-1)).toMatchObject({ type: 'end', status: 'stopped' });
		expect(readFileSync(join(out, 'log.txt'), 'utf8').match(/GPUs are not measured/g)).toHaveLength(1);
	});
});
