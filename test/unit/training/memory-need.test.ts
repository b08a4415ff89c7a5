import { describe, expect, it, vi } from 'vitest';
import type { Engine } from '../../../src/engine/engine.ts';
import { likelyPeak, memoryWarning } from '../../../src/training/memory-need.ts';
import { openEngine } from '../../../src/training/open-engine.ts';
import type { Plan } from '../../../src/training/plan.ts';
import { prepare } from '../../../src/training/request.ts';
import { parseSetting } from '../../../src/training/settings.ts';
import { newWorkspace } from './workspace.ts';

// Real training shares its processors with other tests.
vi.setConfig({ testTimeout: 30_000 });

const MIB = 2 ** 20;
const CPU = { backend: 'cpu', device: 'a processor' };

/** Runs with the engine and plan of a design. */
async function withEngine(set: string[], check: (engine: Engine, plan: Plan) => void): Promise<void> {
	const { folder, design } = newWorkspace();
	const prepared = await prepare({ kind: 'new', design, workspace: folder, backend: 'cpu', settings: set.map(parseSetting) });
	const { engine } = await openEngine(prepared);
	try {
		check(engine, prepared.plan);
	} finally {
		await engine.release();
	}
}

const LARGE = ['training.batch_size=64', 'training.threads=1', 'model.hidden_size=64', 'model.max_position_embeddings=64', 'data.sequence_length=64'];

describe('a run that may not fit', () => {
	it('is not warned of where there is room', () => withEngine([], (engine, plan) => expect(memoryWarning(engine, CPU, plan)).toBeUndefined()));

	it('is told with the numbers, and the largest micro-batch that fits', () =>
		withEngine(LARGE, (engine, plan) => {
			const [whole, part] = [likelyPeak(engine.memory()), likelyPeak(engine.memory({ microBatchSize: 16 }))];
			expect(part).toBeLessThan(whole);
			const message = memoryWarning(engine, CPU, plan, { total: 4 * whole, free: part + 1 });
			expect(message).toMatch(
				/^Training is likely to need [\d.]+ MiB; [\d.]+ MiB of [\d.]+ [MG]iB are free\. Set training\.micro_batch_size: 16, which is likely/,
			);
		}));

	it('is told of a shorter window where no micro-batch fits, and of a smaller model last', () =>
		withEngine(LARGE, (engine, plan) => {
			const short = likelyPeak(engine.memory({ microBatchSize: 1, sequenceLength: 32 }));
			expect(memoryWarning(engine, CPU, plan, { total: 512 * MIB, free: short + 1 })).toContain('micro_batch_size: 1 and data.sequence_length: 32');
			expect(memoryWarning(engine, CPU, plan, { total: 512 * MIB, free: 64 * MIB })).toContain('Make the model smaller');
		}));

	it('is held against the memory of a card, where that is known', () =>
		withEngine(LARGE, (engine, plan) => {
			const machine = { total: 1, free: 1 };
			expect(memoryWarning(engine, { backend: 'webgpu', device: 'a card' }, plan, machine)).toBeUndefined();
			expect(memoryWarning(engine, { backend: 'webgpu', device: 'a card', memory: 2 ** 40 }, plan, machine)).toBeUndefined();
			expect(memoryWarning(engine, { backend: 'webgpu', device: 'a card', memory: 64 * MIB }, plan, machine)).toContain('the device has 64 MiB');
		}));
});
