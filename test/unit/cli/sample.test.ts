import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it, vi } from 'vitest';
import { sample } from '../../../src/cli/sample.ts';
import { DESIGN, newWorkspace, TEXT } from '../training/workspace.ts';
import { written } from './written.ts';

// Real training shares its processors with other tests.
vi.setConfig({ testTimeout: 60_000 });

const tokenizer = readFileSync(join(import.meta.dirname, '../../fixtures/tokenizers/byte-level.json'), 'utf8');
const text = async (...args: string[]) => (await written(() => sample(args))).stdout;

describe('headroom sample', () => {
	it('writes text after a prompt, the same for the same seed', async () => {
		const { train, out } = newWorkspace();
		await train({ set: ['training.steps=2'] });
		const first = await text(out, '--prompt', 'The quick', '--tokens', '40');
		expect(first.startsWith('The quick')).toBe(true);
		expect(first.endsWith('\n')).toBe(true);
		expect(await text(out, '--prompt', 'The quick', '--tokens', '40')).toBe(first);
		expect(await text(out, '--prompt', 'The quick', '--tokens', '40', '--seed', '1')).not.toBe(first);
	});

	it('writes what the run has learned by heart, in any tokenizer, and without a prompt', async () => {
		for (const named of ['bytes', 'characters', 'tokenizer.json']) {
			const { train, out } = newWorkspace({ 'tokenizer.json': tokenizer });
			await train({
				set: ['training.steps=150', `data.tokenizer=${named}`, 'model.vocab_size=400', 'training.evaluate_every=150', 'training.measure_rank_every=150'],
			});
			const line = TEXT.split('\n')[0] as string;
			expect(await text(out, '--prompt', line.slice(0, 20), '--temperature', '0', '--tokens', '40')).toContain(line.slice(0, 30));
			expect((await text(out, '--tokens', '20')).length).toBeGreaterThan(5);
		}
	});

	it('opens the checkpoint of a step', async () => {
		const { train, out } = newWorkspace();
		await train({ set: ['training.steps=8'] });
		const at = (step: string) => text(out, '--prompt', 'The', '--tokens', '60', '--step', step);
		expect(await at('4')).not.toBe(await at('8'));
		await expect(at('5')).rejects.toThrow('The checkpoint of step 5 cannot be opened');
	});

	it('is refused for a task, whose tokens are no text', async () => {
		const { train, out } = newWorkspace({ 'tiny.headroom.yaml': DESIGN.replace('files: ["*.txt"]', 'task: copy') });
		await train({ set: ['training.steps=1'] });
		await expect(sample([out])).rejects.toThrow('whose tokens are no text');
	});

	it.each([
		[[], 'sample takes one run'],
		[['a', 'b'], 'sample takes one run'],
		[['nothing'], 'there is no run nothing'],
		[['a', '--temperature=-1'], '--temperature takes a number of at least 0, not -1'],
		[['a', '--tokens', '0'], '--tokens takes a whole number of at least 1, not 0'],
	])('%j is wrong usage', async (args, message) => {
		await expect(sample(args)).rejects.toThrow(message);
	});

	it('explains itself', async () => expect(await text('--help')).toContain('Usage: headroom sample RUN'));
});
