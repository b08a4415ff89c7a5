import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, mkdirSync, mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { thisProcess } from '../../../src/training/process.ts';
import { listRuns, newRunId, readRun, requestStop, runsFolder } from '../../../src/training/store.ts';

const START = { type: 'start', backend: 'cpu', device: 'a processor', parameters: 1000, steps: 200, tokens_per_step: 64 };
const step = (number: number, loss: number) => ({ type: 'step', step: number, loss, learning_rate: 1e-3, gradient_norm: 1, tokens_per_second: 1 });

function store() {
	const work = mkdtempSync(join(tmpdir(), 'headroom-store-'));
	const write = (run: string, events: object[], torn = ''): string => {
		const folder = join(work, '.headroom', 'runs', run);
		mkdirSync(folder, { recursive: true });
		const start = { ...START, run, time: `2026-11-24T21:15:0${events.length}.000Z` };
		writeFileSync(join(folder, 'events.jsonl'), [start, ...events].map((event) => `${JSON.stringify(event)}\n`).join('') + torn);
		writeFileSync(join(folder, 'capsule.json'), JSON.stringify({ design: '../../../tiny.headroom.yaml' }));
		return folder;
	};
	return { work, write };
}

describe('the runs of a working folder', () => {
	it('are listed newest first, in the shape of `runs ls --json`', async () => {
		const { work, write } = store();
		write('older', []);
		const folder = write('newer', [
			step(1, 5.5),
			{ type: 'evaluation', step: 1, loss: 5.4, perplexity: 221 },
			{ type: 'end', status: 'finished', step: 1, loss: 5.5 },
		]);
		const runs = await listRuns(work);
		expect(runs.map(({ run }) => run)).toEqual(['newer', 'older']);
		expect(runs[0]).toEqual({
			run: 'newer',
			name: 'tiny',
			design: 'tiny.headroom.yaml',
			status: 'finished',
			step: 1,
			steps: 200,
			loss: 5.5,
			evaluation_loss: 5.4,
			parameters: 1000,
			pinned: false,
			tags: [],
			folder,
			started: '2026-11-24T21:15:03.000Z',
		});
	});

	it('are none where nothing was trained', async () => {
		expect(await listRuns(mkdtempSync(join(tmpdir(), 'headroom-store-')))).toEqual([]);
	});

	it('tolerate a last line that a kill cut off', async () => {
		const folder = store().write('torn', [step(1, 5.5)], '{"type":"step","step":2,"lo');
		expect(await readRun(folder)).toMatchObject({ status: 'interrupted', step: 1, loss: 5.5 });
	});

	it('forget what a resumed run does again, and its earlier end', async () => {
		const resumed = { ...START, run: 'resumed', time: '2026-11-24T22:00:00.000Z', resumed_from: 1 };
		const folder = store().write('resumed', [step(1, 5.5), step(2, 5.2), { type: 'end', status: 'stopped', step: 2 }, resumed]);
		expect(await readRun(folder)).toMatchObject({ status: 'interrupted', step: 1, loss: 5.5 });
	});

	it('carry the message of a failure', async () => {
		const folder = store().write('failed', [{ type: 'end', status: 'failed', step: 3, message: 'The loss became NaN.' }]);
		expect(await readRun(folder)).toMatchObject({ status: 'failed', message: 'The loss became NaN.' });
	});
});

describe('a run without an end', () => {
	it('is running while its process lives', async () => {
		const folder = store().write('alive', [step(1, 5.5)]);
		writeFileSync(join(folder, 'process.json'), JSON.stringify(await thisProcess()));
		expect(await readRun(folder)).toMatchObject({ status: 'running' });
	});

	it('is interrupted once its process is gone', async () => {
		const folder = store().write('gone', [step(1, 5.5)]);
		const child = spawn(process.execPath, ['-e', '0']);
		await once(child, 'exit');
		writeFileSync(join(folder, 'process.json'), JSON.stringify({ pid: child.pid, started: null }));
		expect(await readRun(folder)).toMatchObject({ status: 'interrupted' });
	});

	it.skipIf(process.platform === 'win32')('is interrupted where another process has its number now', async () => {
		const folder = store().write('reused', [step(1, 5.5)]);
		writeFileSync(join(folder, 'process.json'), JSON.stringify({ pid: process.pid, started: 'long ago' }));
		expect(await readRun(folder)).toMatchObject({ status: 'interrupted' });
	});
});

describe('a new id', () => {
	const now = new Date(2026, 10, 24, 21, 15, 0, 42);
	it.each([
		['tiny.headroom.yaml', 'tiny-20261124-211500-042'],
		['my design (2).headroom.jsonc', 'my-design-2--20261124-211500-042'],
		['../x/größe.headroom.yml', 'größe-20261124-211500-042'],
		['.headroom.yaml', 'run-20261124-211500-042'],
	])('of %s is %s', (name, id) => expect(newRunId(name, now)).toBe(id));
});

it('keeps runs beside the design', () => expect(runsFolder(join('a', 'tiny.headroom.yaml'))).toBe(join('a', '.headroom', 'runs')));

it('asks for a stop by a file, even before the run has begun', async () => {
	const folder = join(mkdtempSync(join(tmpdir(), 'headroom-store-')), 'early');
	await requestStop(folder);
	expect(existsSync(join(folder, 'stop'))).toBe(true);
});
