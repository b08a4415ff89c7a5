import { expect, it } from 'vitest';
import { processReader } from '../../../../src/training/device/process.ts';

/** Keeps one core busy. */
function work(milliseconds: number): void {
	const begun = process.cpuUsage();
	while (process.cpuUsage(begun).user < milliseconds * 1000) Math.sqrt(Math.random());
}

it('the share of the cores is that of this process since it was last asked', () => {
	const read = processReader();
	work(60);
	const busy = read();
	expect(busy.cores).toBeGreaterThanOrEqual(1);
	expect(busy.cpu).toBeGreaterThan(0);
	expect(busy.cpu).toBeLessThanOrEqual(1);
});

it('memory is told in bytes: what is held, the most so far, and all there is', () => {
	const read = processReader();
	const before = read();
	let held: Buffer | undefined = Buffer.alloc(64 * 2 ** 20, 1);
	const during = read();
	expect(during.memory_peak).toBeGreaterThanOrEqual(during.memory);
	expect(during.memory).toBeGreaterThan(held.length);
	expect(during.memory_total).toBeGreaterThan(during.memory);
	held = undefined;
	expect(read().memory_peak).toBeGreaterThanOrEqual(during.memory_peak);
	expect(during.memory_peak).toBeGreaterThanOrEqual(before.memory_peak);
});
