import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { parseNvidia, readNvidia } from '../../../../src/training/device/nvidia.ts';
import { ANSWERING, HANGING, nvidiaTool } from './nvidia-tool.ts';

const MIB = 2 ** 20;
const read = (script: string, timeout = 20_000, signal = new AbortController().signal) => readNvidia(nvidiaTool(script).path, timeout, signal);

describe('what the tool writes', () => {
	it('is read as shares, bytes, degrees and watts, one GPU a line', () => {
		expect(parseNvidia('NVIDIA GeForce RTX 4090, 57, 1024, 24564, 41, 68.20\nTesla T4, 0, 3, 15360, 38, 9.74\n')).toEqual([
			{ name: 'NVIDIA GeForce RTX 4090', utilisation: 0.57, memory_used: 1024 * MIB, memory_total: 24564 * MIB, temperature: 41, power: 68.2 },
			{ name: 'Tesla T4', utilisation: 0, memory_used: 3 * MIB, memory_total: 15360 * MIB, temperature: 38, power: 9.74 },
		]);
	});

	it('may leave out what a GPU does not tell', () => {
		expect(parseNvidia('NVIDIA GB10, [N/A], [Not Supported], [N/A], 45, [Unknown Error]\r\n')).toEqual([{ name: 'NVIDIA GB10', temperature: 45 }]);
		expect(parseNvidia('Tesla K80, N/A, 1, 2, N/A, 3')).toEqual([{ name: 'Tesla K80', memory_used: MIB, memory_total: 2 * MIB, power: 3 }]);
	});

	it.each(['<html>', 'NVIDIA-SMI has failed', 'Tesla T4, 1, 2, 3', 'Tesla T4, 1, 2, 3, warm, 5', ', 1, 2, 3, 4, 5', 'Tesla T4, 1, 2, 3, 4, -5'])(
		'is an error otherwise: %s',
		(text) => {
			expect(() => parseNvidia(text)).toThrow('wrote what is not understood');
		},
	);

	it('is an error where it is nothing', () => {
		expect(() => parseNvidia('\n')).toThrow('told of no GPU');
	});
});

// The stand-ins are scripts that only a Unix system starts by their first line.
describe.skipIf(process.platform === 'win32')('the tool', () => {
	it('is asked for every field', async () => {
		expect(await read(ANSWERING)).toEqual([
			{ name: 'NVIDIA H100 80GB HBM3', utilisation: 0.97, memory_used: 12345 * MIB, memory_total: 81559 * MIB, temperature: 65, power: 301.46 },
		]);
	});

	it('that fails is told of with its own words', async () => {
		await expect(read(`console.log('NVIDIA-SMI has failed because it could not communicate with the driver.'); process.exitCode = 9;`)).rejects.toThrow(
			'ended with code 9: NVIDIA-SMI has failed because',
		);
		const { folder } = nvidiaTool('');
		mkdirSync(join(folder, 'tool'));
		await expect(readNvidia(join(folder, 'tool'), 20_000, new AbortController().signal)).rejects.toThrow('failed (EACCES)');
	});

	it('that writes without end, or nothing that is understood, is told of', async () => {
		await expect(read(`for (;;) require('node:fs').writeSync(1, 'x'.repeat(4096));`)).rejects.toThrow('failed (ERR_CHILD_PROCESS_STDIO_MAXBUFFER)');
		await expect(read(`console.log('🤖')`)).rejects.toThrow('not understood: 🤖');
	});

	it('that hangs is left, with what it began', async () => {
		await expect(read(HANGING, 500)).rejects.toThrow('did not answer within 0.5 s');
	});

	it('is left at once when the run ends', async () => {
		const ended = new AbortController();
		const asked = read(HANGING, 60_000, ended.signal);
		ended.abort();
		await expect(asked).rejects.toThrow();
		await expect(read(ANSWERING, 60_000, ended.signal)).rejects.toThrow();
	});
});
