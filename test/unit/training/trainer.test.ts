import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { beforeAll, describe, expect, it, vi } from 'vitest';
import { readEvents, standingEvents } from '../../../src/training/event-lines.ts';
import type { RunEvent } from '../../../src/training/events.ts';
import { followEvents } from '../../../src/training/follow.ts';
import { readRun } from '../../../src/training/store.ts';
import { bundle } from '../bundle.ts';
import { newWorkspace, ofType, steps } from './workspace.ts';

// Real training shares its processors with other tests.
vi.setConfig({ testTimeout: 60_000 });

let program: string;
beforeAll(async () => {
	program = await bundle('src/training/trainer.ts', 'trainer.js');
});

interface Trainer {
	child: ChildProcess;
	/** Exit code, or the signal that ended it, and what it wrote. */
	ended: Promise<{ code: number | null; signal: string | null; stdout: string; stderr: string }>;
}

function trainer(args: string[], cwd: string): Trainer {
	const child = spawn(process.execPath, [program, ...args], { cwd, stdio: ['ignore', 'pipe', 'pipe'] });
	const written = { stdout: '', stderr: '' };
	for (const stream of ['stdout', 'stderr'] as const) child[stream].on('data', (data) => (written[stream] += data));
	return { child, ended: once(child, 'close').then(([code, signal]) => ({ code, signal, ...written })) };
}

/** Resolves when a run has written such an event; fails when its process ends before. */
async function seen(folder: string, { ended }: Trainer, wanted: (event: RunEvent) => boolean): Promise<void> {
	let found = () => {};
	const following = followEvents(folder, (events) => events.some(wanted) && found(), { interval: 10 });
	const early = ended.then(({ code, stderr }) => {
		throw new Error(`The trainer ended with code ${code}: ${stderr}`);
	});
	await Promise.race([new Promise<void>((resolve) => (found = resolve)), early]).finally(() => following.dispose());
	early.catch(() => undefined);
}

const checkpointBytes = (folder: string, step: number): string[] =>
	readdirSync(join(folder, `checkpoints/step-${step}`)).map(
		(name) => `${name} ${readFileSync(join(folder, `checkpoints/step-${step}`, name)).toString('base64')}`,
	);

const LONG = ['--steps', '40', '--set', 'training.evaluate_every=20', '--set', 'training.checkpoint_every=4'];

describe('the trainer', () => {
	it('is killed at any moment and goes on to the bytes of an undisturbed run', async () => {
		const { folder, design, out } = newWorkspace();
		const whole = join(folder, 'whole');
		expect((await trainer([design, '--out', whole, ...LONG], folder).ended).code).toBe(0);

		const kill = async (args: string[], when: (event: RunEvent) => boolean): Promise<void> => {
			const started = trainer(args, folder);
			await seen(out, started, when);
			started.child.kill('SIGKILL');
			expect((await started.ended).signal).toBe('SIGKILL');
			expect(await readRun(out)).toMatchObject({ status: 'interrupted' });
		};
		await kill([design, '--out', out, ...LONG], (event) => event.type === 'step' && event.step === 7);
		// While a checkpoint is on its way, and right after one.
		await kill(['--resume', out], (event) => event.type === 'step' && event.step === 16);
		await kill(['--resume', out], (event) => event.type === 'checkpoint' && event.step === 24);
		expect(await trainer(['--resume', out], folder).ended).toMatchObject({ code: 0 });

		expect(await readRun(out)).toMatchObject({ status: 'finished', step: 40 });
		expect(checkpointBytes(out, 40)).toEqual(checkpointBytes(whole, 40));
		const [standing, undisturbed] = [standingEvents(await readEvents(out)), await readEvents(whole)];
		expect(steps(standing)).toEqual(steps(undisturbed));
		expect(ofType(standing, 'step').map(({ loss }) => loss)).toEqual(ofType(undisturbed, 'step').map(({ loss }) => loss));
		expect(ofType(standing, 'evaluation')).toEqual(ofType(undisturbed, 'evaluation'));
	});

	it('stops on SIGTERM with a checkpoint and exit code 0', async () => {
		const { folder, design, out } = newWorkspace();
		const started = trainer([design, '--out', out, '--steps', '1000000', '--set', 'training.evaluate_every=1000000'], folder);
		await seen(out, started, (event) => event.type === 'step' && event.step === 3);
		expect(await readRun(out)).toMatchObject({ status: 'running' });
		started.child.kill('SIGTERM');
		expect(await started.ended).toMatchObject({ code: 0, stderr: '' });
		const run = await readRun(out);
		expect(run?.status).toBe('stopped');
		expect(existsSync(join(out, `checkpoints/step-${run?.step}/model.safetensors`))).toBe(true);
	});

	it('outlives its reader', async () => {
		const { folder, design, out } = newWorkspace();
		const { child, ended } = trainer([design, '--out', out, '--json'], folder);
		child.stdout?.destroy();
		child.stderr?.destroy();
		expect((await ended).code).toBe(0);
		expect(await readRun(out)).toMatchObject({ status: 'finished', step: 12 });
	});

	it('refuses a second process in one folder with code 2', async () => {
		const { folder, design, out } = newWorkspace();
		const first = trainer([design, '--out', out, '--steps', '1000000', '--set', 'training.evaluate_every=1000000'], folder);
		await seen(out, first, (event) => event.type === 'step');
		expect(await trainer(['--resume', out], folder).ended).toMatchObject({ code: 2, stderr: expect.stringContaining(`Process ${first.child.pid} trains in`) });
		first.child.kill('SIGTERM');
		expect((await first.ended).code).toBe(0);
	});

	it('writes the events of --json to stdout alone, as they are in the folder', async () => {
		const { folder, design, out } = newWorkspace({ 'binary.txt': 'a\0b' });
		const { code, stdout, stderr } = await trainer([design, '--out', out, '--json'], folder).ended;
		expect(code).toBe(0);
		expect(stdout).toBe(readFileSync(join(out, 'events.jsonl'), 'utf8'));
		expect(stderr).toBe('Left out, as it is not text: binary.txt.\n');
	});

	it.each([
		['a refused design', ['tiny.headroom.yaml', '--set', 'data.tokenizer=none.json'], 'data.tokenizer none.json: there is no such file'],
		['an unknown option', ['tiny.headroom.yaml', '--stepz', '3'], '--stepz'],
		['a backend that is not there', ['tiny.headroom.yaml', '--backend', 'cuda'], 'The backend cuda cannot run here.'],
		['no design', [], 'name a design'],
	])('ends with code 2 and a line on stderr for %s', async (_what, args, message) => {
		const { folder } = newWorkspace();
		const { code, stdout, stderr } = await trainer(args, folder).ended;
		expect(code).toBe(2);
		expect(stdout).toBe('');
		expect(stderr).toContain(message);
		expect(existsSync(join(folder, '.headroom'))).toBe(false);
	});

	it('ends with code 1 when training fails', async () => {
		const { folder, design } = newWorkspace();
		const { code, stderr } = await trainer([design, '--set', 'training.learning_rate=1e30'], folder).ended;
		expect(code).toBe(1);
		expect(stderr).toContain('training.learning_rate');
	});
});

it('reads no text of the folder that it is started in where the design lies elsewhere', async () => {
	const { folder, design } = newWorkspace({ 'elsewhere/a': '' });
	writeFileSync(join(folder, 'elsewhere/secret.md'), 'x'.repeat(1000));
	const { code, stderr } = await trainer([design, '--set', 'data.files=["../**/*.md"]'], join(folder, 'elsewhere')).ended;
	expect(code).toBe(2);
	expect(stderr).toContain('where a run may not read');
});
