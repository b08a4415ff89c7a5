import { existsSync, mkdirSync, readdirSync, readFileSync, rmSync, statSync, truncateSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it, vi } from 'vitest';
import { requestStop } from '../../../src/training/store.ts';
import { DESIGN, newWorkspace, ofType, steps } from './workspace.ts';

// Real training shares its processors with other tests.
vi.setConfig({ testTimeout: 30_000 });

/** Nothing but steps, and more of them than a test waits for. */
const ENDLESS = ['training.steps=100000', 'training.evaluate_every=100000', 'training.measure_rank_every=100000', 'training.checkpoint_every=1000'];

/** Every file of a checkpoint as bytes. */
const bytesOf = (folder: string, step: number): Record<string, string> =>
	Object.fromEntries(
		readdirSync(join(folder, `checkpoints/step-${step}`)).map((name) => [
			name,
			readFileSync(join(folder, `checkpoints/step-${step}`, name)).toString('base64'),
		]),
	);

describe('a run', () => {
	it('tells of every step, evaluation, rank and checkpoint, in order, and learns', async () => {
		const { train, out } = newWorkspace();
		const { status, events } = await train();
		expect(status).toBe('finished');
		expect(events[0]).toMatchObject({
			type: 'start',
			run: 'out',
			backend: 'cpu',
			steps: 12,
			tokens_per_step: 64,
			parameters: 256 * 16 + 4 * 256 + 3 * 384 + 3 * 16,
		});
		expect(events.at(-1)).toMatchObject({ type: 'end', status: 'finished', step: 12 });
		expect(steps(events)).toEqual(Array.from({ length: 12 }, (_, index) => index + 1));
		expect(ofType(events, 'evaluation').map(({ step }) => step)).toEqual([5, 10, 12]);
		expect(ofType(events, 'rank').map(({ step }) => step)).toEqual([6, 12]);
		expect(ofType(events, 'checkpoint').map(({ step, path }) => [step, path])).toEqual([4, 8, 12].map((step) => [step, `checkpoints/step-${step}`]));
		const losses = ofType(events, 'step').map(({ loss }) => loss);
		expect(losses.at(-1)).toBeLessThan((losses[0] as number) - 1);
		expect(readdirSync(out).sort()).toEqual(['capsule.json', 'checkpoints', 'design.yaml', 'events.jsonl', 'log.txt', 'resolved.json']);
	});

	it('evaluates to the mean over all validation targets, and writes text', async () => {
		const { events } = await newWorkspace().train();
		for (const { loss, perplexity, sample } of ofType(events, 'evaluation')) {
			expect(perplexity).toBeCloseTo(Math.exp(loss), 6);
			expect(sample?.prompt.length).toBeGreaterThan(0);
			expect(new TextEncoder().encode(sample?.text).length).toBeGreaterThanOrEqual(200);
		}
	});

	it('measures a rank for every head, within its bound', async () => {
		const { events } = await newWorkspace().train();
		const layers = ofType(events, 'rank').flatMap((event) => event.layers);
		expect(layers.map(({ heads }) => heads.length)).toEqual([2, 2]);
		for (const { effective_rank, bound, stable_rank, numerical_rank, attention_entropy, max_score } of layers.flatMap(({ heads }) => heads)) {
			expect(bound).toBe(8);
			expect(effective_rank).toBeGreaterThan(1);
			expect(stable_rank).toBeLessThanOrEqual(effective_rank);
			expect(effective_rank).toBeLessThanOrEqual((numerical_rank as number) + 1e-9);
			expect(numerical_rank).toBeLessThanOrEqual(8);
			expect(attention_entropy).toBeGreaterThan(0);
			expect(attention_entropy).toBeLessThan(Math.log(16));
			expect(max_score).toEqual(expect.any(Number));
		}
	});

	it('gives the same bytes for the same seed, others for another', async () => {
		const { train, out, folder } = newWorkspace();
		await train();
		await train({ out: join(folder, 'again') });
		await train({ out: join(folder, 'other'), set: ['training.seed=1'] });
		expect(bytesOf(join(folder, 'again'), 12)).toEqual(bytesOf(out, 12));
		expect(bytesOf(join(folder, 'other'), 12)['model.safetensors']).not.toBe(bytesOf(out, 12)['model.safetensors']);
	});

	it('leaves checkpoints that are Hugging Face model folders', async () => {
		const { train, out } = newWorkspace();
		await train();
		const config = JSON.parse(readFileSync(join(out, 'checkpoints/step-12/config.json'), 'utf8'));
		expect(config).toMatchObject({ model_type: 'llama', architectures: ['LlamaForCausalLM'], hidden_size: 16, tie_word_embeddings: true });
		const header = readFileSync(join(out, 'checkpoints/step-12/model.safetensors')).subarray(8).toString('latin1');
		for (const name of ['model.embed_tokens.weight', 'model.layers.0.self_attn.q_proj.weight', 'model.norm.weight']) expect(header).toContain(`"${name}"`);
	});

	it('keeps what it was made from', async () => {
		const { train, out } = newWorkspace();
		await train({ set: ['training.steps=3', 'model.num_attention_heads=4'] });
		expect(readFileSync(join(out, 'design.yaml'), 'utf8')).toBe(
			DESIGN.replace('steps: 12', 'steps: 3').replace('num_attention_heads: 2   # two', 'num_attention_heads: 4   # two'),
		);
		expect(JSON.parse(readFileSync(join(out, 'resolved.json'), 'utf8'))).toMatchObject({
			model: { num_attention_heads: 4, head_dim: 4, rms_norm_eps: 1e-6 },
			data: { tokenizer: 'bytes', validation_fraction: 0.1 },
			training: { steps: 3, gradient_clip: 1, schedule: 'cosine' },
		});
		expect(JSON.parse(readFileSync(join(out, 'capsule.json'), 'utf8'))).toMatchObject({
			run: 'out',
			design: '../tiny.headroom.yaml',
			workspace: '..',
			seed: 0,
			settings: [
				{ key: 'training.steps', value: 3 },
				{ key: 'model.num_attention_heads', value: 4 },
			],
			git: null,
			data: { files: 1, bytes: 2700, tokens: 2700, training_tokens: 2430, validation_tokens: 270 },
		});
	});

	it('is kept beside the design, out of version control', async () => {
		const { train, folder } = newWorkspace();
		await train({ out: join(folder, '.headroom/runs/mine'), set: ['training.steps=1'] });
		expect(readFileSync(join(folder, '.headroom/.gitignore'), 'utf8')).toBe('*\n');
	});
});

describe('a run that is stopped', () => {
	it('ends after the step at hand with a checkpoint, and goes on to the same bytes', async () => {
		const { train, resume, out, folder } = newWorkspace();
		await train({ out: join(folder, 'whole'), set: ['training.steps=30'] });
		const stopped = await train({ set: ['training.steps=30'], onEvent: (event) => event.type === 'step' && event.step === 7 && process.emit('SIGTERM') });
		expect(stopped.status).toBe('stopped');
		expect(stopped.events.slice(-2)).toMatchObject([
			{ type: 'checkpoint', step: 7 },
			{ type: 'end', status: 'stopped', step: 7 },
		]);
		const resumed = await resume();
		expect(resumed.status).toBe('finished');
		expect(ofType(resumed.events, 'start')[1]).toMatchObject({ resumed_from: 7, run: 'out' });
		expect(steps(resumed.events)).toEqual(Array.from({ length: 30 }, (_, index) => index + 1));
		expect(bytesOf(out, 30)).toEqual(bytesOf(join(folder, 'whole'), 30));
		await expect(resume()).rejects.toThrow('has finished');
	});

	it('is stopped by a file in its folder as well, which is then gone', async () => {
		const { train, out } = newWorkspace();
		const { status, events } = await train({
			set: ENDLESS,
			onEvent: (event) => event.type === 'step' && event.step === 3 && void requestStop(out),
		});
		expect(status).toBe('stopped');
		expect(events.at(-1)).toMatchObject({ status: 'stopped' });
		expect(readdirSync(out)).not.toContain('stop');
		expect(readdirSync(out)).not.toContain('process.json');
	});

	it('evaluates when it goes on what it left out when it stopped', async () => {
		const { train, resume, out, folder } = newWorkspace();
		await train({ out: join(folder, 'whole') });
		await train({ onEvent: (event) => event.type === 'step' && event.step === 5 && process.emit('SIGINT') });
		await resume();
		expect(bytesOf(out, 8)).toEqual(bytesOf(join(folder, 'whole'), 8));
	});
});

describe('going on', () => {
	it('passes over torn checkpoints with a word', async () => {
		const { train, resume, out, folder } = newWorkspace();
		await train({ out: join(folder, 'whole') });
		await train({ onEvent: (event) => event.type === 'step' && event.step === 9 && process.emit('SIGTERM') });
		truncateSync(join(out, 'checkpoints/step-9/model.safetensors'), 1000);
		const { notes, events } = await resume();
		expect(notes).toEqual([expect.stringMatching(/The checkpoint of step 9 is passed over: .*model\.safetensors is cut off/)]);
		expect(ofType(events, 'start')[1]).toMatchObject({ resumed_from: 8 });
		expect(bytesOf(out, 12)).toEqual(bytesOf(join(folder, 'whole'), 12));
	});

	it('begins anew, to the same bytes, without any checkpoint', async () => {
		const { train, resume, out, folder } = newWorkspace();
		await train({ out: join(folder, 'whole') });
		await train({ onEvent: (event) => event.type === 'step' && event.step === 2 && process.emit('SIGTERM') });
		rmSync(join(out, 'checkpoints'), { recursive: true });
		const { events } = await resume();
		expect(ofType(events, 'start')[1]).toMatchObject({ resumed_from: 0 });
		expect(bytesOf(out, 12)).toEqual(bytesOf(join(folder, 'whole'), 12));
	});

	it('ends a line that a kill cut off', async () => {
		const { train, resume, out } = newWorkspace();
		await train({ onEvent: (event) => event.type === 'step' && event.step === 6 && process.emit('SIGTERM') });
		truncateSync(join(out, 'events.jsonl'), statSync(join(out, 'events.jsonl')).size - 10);
		const { events } = await resume();
		expect(events.at(-1)).toMatchObject({ type: 'end', status: 'finished' });
	});

	it('is refused where the text has changed, and where there is no run', async () => {
		const { train, resume, folder, out } = newWorkspace();
		await expect(resume()).rejects.toThrow('holds no run');
		await train({ onEvent: (event) => event.type === 'step' && event.step === 2 && process.emit('SIGTERM') });
		const before = readFileSync(join(out, 'events.jsonl'), 'utf8');
		writeFileSync(join(folder, 'more.txt'), 'More text.');
		await expect(resume()).rejects.toThrow('has changed since the run began (1 file of 2700 bytes then, 2 files of 2710 bytes now)');
		expect(readFileSync(join(out, 'events.jsonl'), 'utf8')).toBe(before);
	});

	it('is refused where the text is no more', async () => {
		const { train, resume, folder, out } = newWorkspace();
		await train({ onEvent: (event) => event.type === 'step' && event.step === 2 && process.emit('SIGTERM') });
		const capsule = JSON.parse(readFileSync(join(out, 'capsule.json'), 'utf8'));
		writeFileSync(join(out, 'capsule.json'), JSON.stringify({ ...capsule, design: '../gone/tiny.headroom.yaml' }));
		await expect(resume()).rejects.toThrow(`The run was made in ${join(folder, 'gone')}, which is no more`);
	});

	it('has the model that another file held', async () => {
		const config = {
			model_type: 'llama',
			vocab_size: 256,
			hidden_size: 16,
			num_hidden_layers: 1,
			num_attention_heads: 2,
			intermediate_size: 24,
			max_position_embeddings: 32,
		};
		const design = DESIGN.replace(/model:\n(?: .*\n)+/, 'model: ./config.json\n');
		const { train, resume, folder } = newWorkspace({ 'tiny.headroom.yaml': design, 'config.json': JSON.stringify(config) });
		await train({ set: ['model.num_attention_heads=4'], onEvent: (event) => event.type === 'step' && event.step === 2 && process.emit('SIGTERM') });
		writeFileSync(join(folder, 'config.json'), JSON.stringify({ ...config, hidden_size: 32 }));
		const { status, events } = await resume();
		expect(status).toBe('finished');
		expect(ofType(events, 'rank')[0]?.layers[0]?.heads).toHaveLength(4);
	});
});

describe('a run that fails', () => {
	it('names the step, the likely cause and what to change, and keeps the last checkpoint', async () => {
		const { train, out } = newWorkspace();
		const { status, events } = await train({ set: ['training.learning_rate=1e30', 'training.schedule=constant', 'training.checkpoint_every=1'] });
		expect(status).toBe('failed');
		const end = events.at(-1);
		expect(end).toMatchObject({ type: 'end', status: 'failed' });
		const { step, message } = end as { step: number; message: string };
		expect(message).toMatch(new RegExp(`became (NaN|Infinity) at step ${step}, with learning rate .* and gradient norm`));
		expect(message).toContain('training.learning_rate');
		expect(steps(events)).toEqual(Array.from({ length: step - 1 }, (_, index) => index + 1));
		if (step > 1) expect(existsSync(join(out, `checkpoints/step-${step - 1}/model.safetensors`))).toBe(true);
	});

	it('says so when its folder vanishes', async () => {
		const { train, out } = newWorkspace();
		let end: unknown;
		const trained = await train({
			set: ENDLESS,
			onEvent: (event) => {
				if (event.type === 'step' && event.step === 3) rmSync(out, { recursive: true });
				if (event.type === 'end') end = event;
			},
		});
		expect(trained.status).toBe('failed');
		expect(end).toMatchObject({ type: 'end', status: 'failed', message: expect.stringContaining('has vanished') });
		expect(existsSync(out)).toBe(false);
	});
});

describe('a folder', () => {
	it('with a run in it is refused', async () => {
		const { train } = newWorkspace();
		await train({ set: ['training.steps=1'] });
		await expect(train()).rejects.toThrow('holds a run already: go on with it by --resume');
	});

	it('with anything else in it is refused', async () => {
		const { train, out } = newWorkspace({ 'out/precious.txt': 'mine' });
		await expect(train()).rejects.toThrow('is not empty');
		expect(readdirSync(out)).toEqual(['precious.txt']);
	});

	it('that cannot be made is refused', async () => {
		const { train, folder } = newWorkspace();
		await expect(train({ out: join(folder, 'fox.txt/out') })).rejects.toThrow('cannot be written');
	});

	it('trains one run at a time', async () => {
		const { train, resume } = newWorkspace();
		const second = vi.fn();
		let refused: Promise<unknown> | undefined;
		const { status } = await train({
			set: ['training.steps=30'],
			onEvent: (event) => {
				if (event.type === 'step' && event.step === 2) refused = resume({ onEvent: second }).catch((error: Error) => error.message);
			},
		});
		expect(status).toBe('finished');
		expect(await refused).toContain(`Process ${process.pid} trains in`);
		expect(second).not.toHaveBeenCalled();
	});

	it('takes the wish to stop from before the run', async () => {
		const { train, out } = newWorkspace();
		mkdirSync(out);
		await requestStop(out);
		const { status } = await train({ set: ENDLESS });
		expect(status).toBe('stopped');
	});
});
