import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { beforeAll, describe, expect, it, vi } from 'vitest';
import { sweep } from '../../../src/cli/sweep.ts';
import { bundle } from '../bundle.ts';
import { DESIGN, newWorkspace } from '../training/workspace.ts';
import { runCommand } from './command.ts';

// Real training shares its processors with other tests.
vi.setConfig({ testTimeout: 60_000 });

let trainer = '';
beforeAll(async () => {
	trainer = await bundle('src/training/trainer.ts', 'sweep-trainer.js');
});

const workspace = (sweeps: string) => newWorkspace({ 'tiny.headroom.yaml': `${DESIGN.replace('steps: 12', 'steps: 2')}sweep:\n${sweeps}` });
const run = (args: string[]) => runCommand((all) => sweep(all, trainer), args);

describe('headroom sweep', () => {
	it('trains every point as a run, and tells of those that are refused', async () => {
		const { design, folder, out } = workspace('  model.num_attention_heads: [2, 3, 4]\n');
		const { code, out: stdout, err } = await run([design, '--out', out, '--workspace', folder, '--jobs', '2', '--json']);
		expect(code).toBe(1);
		expect(JSON.parse(stdout)).toMatchObject([
			{ keys: { 'model.num_attention_heads': 2 }, run: '1', name: 'num_attention_heads=2', status: 'finished', step: 2 },
			{ keys: { 'model.num_attention_heads': 3 }, status: 'refused', message: expect.stringContaining('heads-not-dividing-hidden') },
			{ keys: { 'model.num_attention_heads': 4 }, run: '3', status: 'finished' },
		]);
		expect(readdirSync(out).sort()).toEqual(['1', '3']);
		expect(err).toContain('num_attention_heads=4  finished at step 2, validation loss ');
		// Side by side, runs share the threads out.
		expect(JSON.parse(readFileSync(join(out, '1/resolved.json'), 'utf8')).training.threads).toBeGreaterThanOrEqual(1);
	});

	it('shows the best first, in runs beside the design', async () => {
		const { design, folder } = workspace('  training.learning_rate: [1e-9, 1e-2]\n');
		const { code, out: stdout } = await run([design, '--workspace', folder, '--set', 'training.steps=8']);
		expect(code).toBe(0);
		expect(stdout).toMatch(/^training\.learning_rate +status +validation .*\n0\.01 +finished +\d\.\d{3} .*\n1e-9 +finished/);
		expect(readdirSync(join(folder, '.headroom/runs')).map((id) => id.replace(/\d{8}-\d{6}-\d{3}/, 'TIME'))).toEqual(['tiny-TIME-1', 'tiny-TIME-2']);
	});

	it('hands a signal on, and begins no other point', async () => {
		const { design, folder, out } = workspace('  training.seed: [0, 1]\n');
		const stopping = run([design, '--out', out, '--workspace', folder, '--set', 'training.steps=100000', '--set', 'training.evaluate_every=100000', '--json']);
		await vi.waitUntil(() => existsSync(join(out, '1/events.jsonl')) && readFileSync(join(out, '1/events.jsonl'), 'utf8').includes('"step"'), {
			timeout: 30_000,
		});
		process.emit('SIGTERM');
		const { code, out: stdout } = await stopping;
		expect(code).toBe(0);
		expect(JSON.parse(stdout)).toMatchObject([{ status: 'stopped' }, { status: 'not begun' }]);
	});

	it('has nothing to train where every point is refused', async () => {
		const { design, folder } = workspace('  model.num_attention_heads: [3, 5]\n');
		expect((await run([design, '--workspace', folder])).code).toBe(2);
	});

	it.each([
		[[], 'sweep takes one design'],
		[['nothing.headroom.yaml'], 'there is no such file'],
		[['nothing.headroom.yaml', '--jobs', '0'], '--jobs takes a whole number of at least 1'],
	])('%j is wrong usage', async (args, message) => expect(sweep(args, trainer)).rejects.toThrow(message));

	it('trains all points on the backend that is asked for, or none', async () => {
		const { design, folder } = workspace('  training.seed: [0, 1]\n');
		const { code, err } = await run([design, '--workspace', folder, '--backend', 'abacus']);
		expect(code).toBe(2);
		expect(err).toContain('seed=1  refused: --backend is one of auto, cuda, webgpu, cpu, tensorflow, not abacus.');
	});

	it('is wrong usage without a sweep', async () => {
		const { design } = newWorkspace();
		await expect(sweep([design], trainer)).rejects.toThrow('tiny.headroom.yaml has no sweep');
	});

	it('explains itself', async () => expect((await run(['--help'])).out).toContain('Usage: headroom sweep DESIGN'));
});
