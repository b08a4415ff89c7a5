import { describe, expect, it } from 'vitest';
import { probe } from '../../../../../src/engine/backends/onnx/probe.ts';
import { CUDA } from '../../../../../src/engine/backends/onnx/provider.ts';
import { computing, runtime, sessions } from '../stand-in.ts';

const options = { executionProviders: ['cuda'] };

describe('a look at a device through a process of its own', () => {
	it('has what the process loaded where it computes', async () => {
		const { libraries } = (await probe(runtime(computing), CUDA, options)) as { libraries: string[] };
		if (process.platform === 'linux') expect(libraries).toContainEqual(expect.stringMatching(/^libc[.-]/));
	});

	it.each([
		['fails', sessions("throw new Error('no such device');"), 'no such device'],
		['computes wrongly', sessions('return { run: async () => ({ y: { data: [3] } }) };'), 'it computes 1 + 1 = 3'],
		['does not answer', sessions('for (;;);'), 'the driver did not answer within 0.5 s'],
		['crashes', sessions("process.kill(process.pid, 'SIGSEGV'); for (;;);"), 'opening it ended the process (SIGSEGV)'],
		['ends with words', sessions("console.error('driver: fatal'); process.exit(7);"), 'opening it ended the process (code 7): driver: fatal'],
		['cannot be loaded', "throw new Error('wrong ELF class');", 'opening it ended the process (code 1)'],
	])('a driver that %s is a failure in words', async (_, script, failure) => {
		expect(await probe(runtime(script), CUDA, options, failure.includes('0.5 s') ? 500 : undefined)).toEqual({ failure: expect.stringContaining(failure) });
	});
});
