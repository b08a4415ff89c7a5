import { describe, expect, it } from 'vitest';
import { standingAfter, standingWithoutProcess } from '../../../src/extension/run-state.ts';
import type { RunEvent } from '../../../src/training/events.ts';

const start: RunEvent = { type: 'start', run: 'tiny-1', backend: 'cpu', device: '', parameters: 1, steps: 10, time: '', tokens_per_step: 1 };
const step = (number: number): RunEvent => ({ type: 'step', step: number, loss: 1, learning_rate: 1, gradient_norm: 1, tokens_per_second: 1 });
const finished: RunEvent = { type: 'end', status: 'finished', step: 2, loss: 1 };
const folder = '/work/.headroom/runs/tiny-1';

describe('how a run stands after its events', () => {
	it('runs from its first event to its end', () => {
		expect(standingAfter({ state: 'starting' }, [start]).state).toBe('running');
		expect(standingAfter({ state: 'running' }, [step(1), step(2), finished])).toEqual({ state: 'finished' });
	});

	it('shows a stop that was asked for until it has ended', () => {
		expect(standingAfter({ state: 'stopping' }, [step(1)]).state).toBe('stopping');
		expect(standingAfter({ state: 'stopping' }, [{ type: 'end', status: 'stopped', step: 1 }]).state).toBe('stopped');
	});

	it('says why it failed', () => {
		expect(standingAfter({ state: 'running' }, [{ type: 'end', status: 'failed', step: 1, message: 'NaN at step 1.' }])).toEqual({
			state: 'failed',
			message: 'NaN at step 1.',
		});
	});

	it('runs again when it goes on from a checkpoint', () => {
		expect(standingAfter({ state: 'stopped' }, [{ ...start, resumed_from: 2 } as RunEvent]).state).toBe('running');
	});
});

describe('how a run stands when its process is gone', () => {
	it('was refused with the reason that the trainer gave', () => {
		expect(standingWithoutProcess([], { code: 2, signal: null, stderr: 'No file matches text/*.md\n' }, folder)).toEqual({
			state: 'refused',
			message: 'No file matches text/*.md',
		});
	});

	it('failed when it ended otherwise before the first event', () => {
		const { state, message } = standingWithoutProcess([], { code: null, signal: 'SIGSEGV', stderr: '' }, folder);
		expect(state).toBe('failed');
		expect(message).toContain('SIGSEGV');
	});

	it('ended as its last event says, whatever the process said', () => {
		expect(standingWithoutProcess([start, step(1), finished], { code: 1, signal: null, stderr: 'noise' }, folder)).toEqual({ state: 'finished' });
	});

	it('was interrupted otherwise, and the checkpoint to go on from is named', () => {
		const { state, message } = standingWithoutProcess(
			[start, step(1), { type: 'checkpoint', step: 1, path: 'checkpoints/step-1' }, step(2)],
			undefined,
			folder,
		);
		expect(state).toBe('interrupted');
		expect(message).toContain('after step 2');
		expect(message).toContain('checkpoint of step 1');
		expect(message).toContain(`--resume "${folder}"`);
	});

	it('names memory as the likely cause of a kill', () => {
		expect(standingWithoutProcess([start, step(1)], { code: null, signal: 'SIGKILL', stderr: '' }, folder).message).toContain('memory ran out');
	});

	it.each([
		['a code that a shell gives for a kill', { code: 137, signal: null, stderr: '' }, 'with code 137 (killed; often: memory ran out)'],
		['words of Node.js', { code: null, signal: 'SIGABRT', stderr: 'FATAL ERROR: Allocation failed - JavaScript heap out of memory' }, 'because memory ran out'],
	])('knows that memory ran out by %s, and says what to lower', (_, exit, words) => {
		const { message } = standingWithoutProcess([start, step(1)], exit, folder);
		expect(message).toContain(words);
		expect(message).toContain('Set training.micro_batch_size lower');
	});

	it('has the memory that it held last, where that points to the cause', () => {
		const process = { cpu: 1, cores: 2, memory: 7.5 * 2 ** 30, memory_peak: 7.5 * 2 ** 30, memory_total: 8 * 2 ** 30 };
		const { message } = standingWithoutProcess([start, { type: 'device', step: 1, elapsed: 1, process }, step(1)], undefined, folder);
		expect(message).toContain('It held 7.5 GiB of 8 GiB when it was last seen');
	});
});
