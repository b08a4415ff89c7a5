import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it, vi } from 'vitest';
import { chooseBackend } from '../../../src/training/backend.ts';
import { openEngine } from '../../../src/training/open-engine.ts';
import { prepare } from '../../../src/training/request.ts';
import { newWorkspace, ofType } from './workspace.ts';

// Real training shares its processors with other tests.
vi.setConfig({ testTimeout: 30_000 });

/** Says that the run in a folder was trained by another device. */
function trainedBy(folder: string, device: object): void {
	const path = join(folder, 'capsule.json');
	writeFileSync(path, JSON.stringify({ ...JSON.parse(readFileSync(path, 'utf8')), ...device }));
}

describe('a backend by name', () => {
	it('is refused where there is none of that name', async () => {
		await expect(chooseBackend('gpu')).rejects.toThrow('--backend is one of auto, cuda, webgpu, cpu, tensorflow, not gpu.');
	});

	it('is taken, and nothing was passed over', async () => {
		const { usable, rejected } = await chooseBackend('cpu');
		expect([usable.map(({ backend }) => backend), rejected]).toEqual([['cpu'], []]);
	});
});

describe('a model on the first backend that takes it', () => {
	it('tells why those before it did not', async () => {
		const { folder, design } = newWorkspace();
		const prepared = await prepare({ kind: 'new', design, workspace: folder, backend: 'cpu', settings: [] });
		const missing = { backend: 'cuda', device: 'a card that looks well, and is not there' } as const;
		const { engine, device, rejected } = await openEngine({ plan: prepared.plan, backends: { usable: [missing, ...prepared.backends.usable], rejected: [] } });
		expect(device.backend).toBe('cpu');
		expect(rejected).toMatchObject([{ backend: 'cuda', reason: expect.stringMatching(/^.+\.$/) }]);
		await engine.release();
	});

	it('is refused where none does', async () => {
		const { folder, design } = newWorkspace();
		const { plan } = await prepare({ kind: 'new', design, workspace: folder, backend: 'cpu', settings: [] });
		await expect(openEngine({ plan, backends: { usable: [{ backend: 'cuda' }], rejected: [] } })).rejects.toThrow('The engine cannot build this model: ');
	});
});

describe('a run that goes on', () => {
	it('stays on its device without a word', async () => {
		const { train, resume } = newWorkspace();
		await train({ onEvent: (event) => event.type === 'step' && event.step === 5 && process.emit('SIGTERM') });
		expect((await resume()).notes).toEqual([]);
	});

	it('is refused where its backend cannot run, and goes on elsewhere only when told to, with a note', async () => {
		const { train, resume, out } = newWorkspace();
		await train({ onEvent: (event) => event.type === 'step' && event.step === 5 && process.emit('SIGTERM') });
		trainedBy(out, { backend: 'cuda', device: 'a card', driver: 'driver 1' });
		await expect(resume()).rejects.toThrow(
			/^The run was trained by cuda \(a card\), which cannot run here\. .+ by --backend auto, no longer to the same bytes\.$/,
		);

		const { status, events, notes } = await resume({ backend: 'cpu' });
		expect(status).toBe('finished');
		expect(notes).toEqual([expect.stringMatching(/^The run was trained by cuda \(a card\) and goes on by cpu \(.+\): from here on it is no longer the same/)]);
		expect(ofType(events, 'start').map(({ backend }) => backend)).toEqual(['cpu', 'cpu']);
		const capsule = JSON.parse(readFileSync(join(out, 'capsule.json'), 'utf8'));
		expect(capsule.backend).toBe('cpu');
		expect(capsule).not.toHaveProperty('driver');
	});
});
