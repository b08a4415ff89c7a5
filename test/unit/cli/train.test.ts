import { existsSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, describe, expect, it, vi } from 'vitest';
import { runs } from '../../../src/cli/runs.ts';
import { train } from '../../../src/cli/train.ts';
import { UsageError } from '../../../src/cli/usage.ts';
import { readArguments } from '../../../src/training/command.ts';
import { thisProcess } from '../../../src/training/process.ts';
import { newWorkspace } from '../training/workspace.ts';
import { written } from './written.ts';

// Real training shares its processors with other tests.
vi.setConfig({ testTimeout: 30_000 });
afterEach(() => vi.restoreAllMocks());

describe('the arguments of train', () => {
	it('become a request', () => {
		expect(readArguments(['a.headroom.yaml', '--out', 'x', '--steps', '5', '--seed', '0', '--set', 'model.head_dim=8', '--workspace', 'w', '--json'])).toEqual({
			request: {
				kind: 'new',
				design: 'a.headroom.yaml',
				out: 'x',
				workspace: 'w',
				backend: 'auto',
				settings: [
					{ path: ['model', 'head_dim'], value: 8 },
					{ path: ['training', 'steps'], value: 5 },
					{ path: ['training', 'seed'], value: 0 },
				],
			},
			json: true,
		});
		expect(readArguments(['--resume', 'x'])).toEqual({ request: { kind: 'resume', folder: 'x' }, json: false });
		expect(readArguments(['--help'])).toBeUndefined();
	});

	it.each([
		[[], 'name a design to train'],
		[['a', 'b'], 'one design is trained at a time'],
		[['a', '--steps', '0'], '--steps takes a whole number of at least 1, not 0'],
		[['a', '--seed', 'x'], '--seed takes a whole number of at least 0, not x'],
		[['--resume', 'x', '--steps', '5'], '--resume goes on with a run as it is'],
		[['a', '--set', 'steps=5'], 'write SECTION.KEY=VALUE'],
		[['a', '--steps'], 'argument missing'],
	])('%j are refused', (args, message) => {
		expect(() => readArguments(args)).toThrow(message);
	});
});

describe('headroom train', () => {
	it('shows progress on stderr and nothing on stdout', async () => {
		const { design, out } = newWorkspace();
		const { code, stdout, stderr } = await written(() => train([design, '--out', out, '--steps', '3']));
		expect([code, stdout]).toEqual([0, '']);
		expect(stderr).toContain('Training out: 6.32K parameters, 3 steps');
		expect(stderr).toContain('finished at step 3 of 3');
	});

	it('is wrong usage where a run is refused', async () => {
		const { design, out } = newWorkspace();
		await expect(train([design, '--out', out, '--set', 'data.tokenizer=words'])).rejects.toThrow(UsageError);
		expect(existsSync(out)).toBe(false);
	});

	it('explains itself', async () => {
		const { code, stdout } = await written(() => train(['--help']));
		expect(code).toBe(0);
		expect(stdout).toContain('Usage: headroom train DESIGN');
	});
});

describe('headroom runs', () => {
	it('lists, shows and compares what was trained', async () => {
		const { folder, train: trainHere } = newWorkspace();
		const at = (id: string) => join(folder, '.headroom/runs', id);
		await trainHere({ out: at('first'), set: ['training.steps=2'] });
		await trainHere({ out: at('second'), set: ['training.steps=2', 'model.num_attention_heads=4'] });
		vi.spyOn(process, 'cwd').mockReturnValue(folder);
		const run = async (...args: string[]) => {
			vi.spyOn(process, 'cwd').mockReturnValue(folder);
			return (await written(() => runs(args))).stdout;
		};

		const listed = JSON.parse(await run('ls', '--json'));
		expect(listed.map((each: { run: string }) => each.run)).toEqual(['second', 'first']);
		expect(await run('ls')).toMatch(/^run +status +step +loss +validation +parameters\nsecond +finished +2\/2 +\d\.\d{3} +\d\.\d{3} +6\.\d+K\n/);

		const shown = JSON.parse(await run('show', 'fir', '--json'));
		expect(shown).toMatchObject({
			run: 'first',
			status: 'finished',
			checkpoints: [2],
			evaluations: [{ step: 2, perplexity: expect.any(Number), bits_per_byte: expect.any(Number) }],
			keys: { 'model.num_attention_heads': 2 },
			rank: { step: 2, layers: [{ heads: [{ numerical_rank: expect.any(Number) }, { numerical_rank: expect.any(Number) }] }] },
		});
		expect(await run('show', at('second'))).toMatch(
			/heads +effective rank .* of at most 4, stable .*, attention entropy .* nats, largest score .*, at step 2\n[\s\S]*model\.num_attention_heads/,
		);

		const [header, first, second] = (await run('export', 'first')).split('\n');
		expect(header).toBe('step,loss,learning_rate,gradient_norm,tokens_per_second,evaluation_loss,perplexity,bits_per_byte,accuracy');
		expect(first).toMatch(/^1,\d\.\d+,[^,]+,[^,]+,\d+,,,,$/);
		expect(second).toMatch(/^2,\d\.\d+,[^,]+,[^,]+,\d+,\d\.\d+,\d+\.\d+,\d\.\d+,$/);
		expect(JSON.parse(await run('export', 'first', '--json'))).toMatchObject([{ step: 1 }, { step: 2, evaluation_loss: listed[1].evaluation_loss }]);

		const compared = JSON.parse(await run('compare', 'first', 'second', '--json'));
		expect(compared.keys).toEqual({
			'model.num_attention_heads': { first: 2, second: 4 },
			'model.num_key_value_heads': { first: 2, second: 4 },
			'model.head_dim': { first: 8, second: 4 },
		});
		expect(compared.metrics.evaluation_loss).toEqual({ first: listed[1].evaluation_loss, second: listed[0].evaluation_loss });
		expect(await run('compare', 'first', 'second')).toMatch(/model\.num_attention_heads +2 +4\n/);
	});

	it('renames a run, and removes those that do not train', async () => {
		const { folder, train: trainHere } = newWorkspace();
		const at = (id: string) => join(folder, '.headroom/runs', id);
		for (const id of ['a', 'b', 'c']) await trainHere({ out: at(id), set: ['training.steps=1'] });
		const run = async (...args: string[]) => {
			vi.spyOn(process, 'cwd').mockReturnValue(folder);
			return (await written(() => runs(args))).stdout;
		};
		await run('rename', 'b', 'wide heads');
		expect(JSON.parse(await run('show', 'b', '--json'))).toMatchObject({ run: 'b', name: 'wide heads', status: 'finished' });
		writeFileSync(join(at('c'), 'process.json'), JSON.stringify(await thisProcess()));
		await expect(run('rm', 'c')).rejects.toThrow(`Process ${process.pid} trains in`);
		await expect(run('rm', 'a', 'nothing')).rejects.toThrow('there is no run nothing');
		await run('rm', 'a', 'b');
		expect(JSON.parse(await run('ls', '--json')).map((each: { run: string }) => each.run)).toEqual(['c']);
	});

	it.each([
		[[], 'say what to do with runs: ls, show, compare, export, rename, rm'],
		[['rename', 'one'], 'rename takes a run and its new name'],
		[['rm'], 'rm takes one run or more'],
		[['burn'], 'say what to do with runs'],
		[['show'], 'show takes one run'],
		[['export'], 'export takes one run'],
		[['show', 'nothing'], 'there is no run nothing'],
		[['compare', 'one'], 'compare takes two runs or more'],
	])('%j is wrong usage', async (args, message) => {
		await expect(runs(args)).rejects.toThrow(message);
	});
});
