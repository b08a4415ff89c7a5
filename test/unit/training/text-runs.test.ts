import { existsSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it, vi } from 'vitest';
import { newWorkspace, ofType, steps, TEXT } from './workspace.ts';

// Real training shares its processors with other tests.
vi.setConfig({ testTimeout: 60_000 });

const fixture = (name: string): string => readFileSync(join(import.meta.dirname, '../../fixtures/tokenizers', `${name}.json`), 'utf8');
const modelOf = (folder: string, step: number): string => readFileSync(join(folder, `checkpoints/step-${step}/model.safetensors`)).toString('base64');

describe('a run on characters', () => {
	it('keeps its vocabulary in checkpoints, and says bits per byte', async () => {
		const { train, out } = newWorkspace({ 'more.txt': 'é – 漢\n'.repeat(50) });
		const { events } = await train({ set: ['data.tokenizer=characters', 'training.steps=4'] });
		const { model } = JSON.parse(readFileSync(join(out, 'checkpoints/step-4/tokenizer.json'), 'utf8'));
		expect(Object.keys(model.vocab)).toEqual([...new Set(`${TEXT}é – 漢`)].sort());
		for (const { loss, bits_per_byte } of ofType(events, 'evaluation')) {
			// The end of the text has 6 characters of 10 bytes.
			expect(bits_per_byte).toBeLessThan(loss / Math.LN2);
			expect(bits_per_byte).toBeGreaterThan((0.5 * loss) / Math.LN2);
		}
	});

	it('goes on to the same bytes, and not with another vocabulary', async () => {
		const { train, resume, out, folder } = newWorkspace();
		await train({ out: join(folder, 'whole'), set: ['data.tokenizer=characters'] });
		await train({ set: ['data.tokenizer=characters'], onEvent: (event) => event.type === 'step' && event.step === 6 && process.emit('SIGTERM') });
		await resume();
		expect(modelOf(out, 12)).toBe(modelOf(join(folder, 'whole'), 12));
	});
});

describe('a run on a tokenizer.json', () => {
	it('keeps it in checkpoints, and goes on only with the same one', async () => {
		const { train, resume, out, folder } = newWorkspace({ 'tokens/tokenizer.json': fixture('byte-level') });
		const { events } = await train({
			set: ['data.tokenizer=tokens/tokenizer.json', 'model.vocab_size=400'],
			onEvent: (event) => event.type === 'step' && event.step === 6 && process.emit('SIGTERM'),
		});
		expect(ofType(events, 'evaluation')[0]?.bits_per_byte).toBeGreaterThan(0);
		expect(readFileSync(join(out, 'checkpoints/step-6/tokenizer.json'), 'utf8')).toBe(fixture('byte-level'));
		expect(JSON.parse(readFileSync(join(out, 'checkpoints/step-6/config.json'), 'utf8')).eos_token_id).toBe(0);
		writeFileSync(join(folder, 'tokens/tokenizer.json'), fixture('word-piece'));
		await expect(resume()).rejects.toThrow('or its tokenizer, has changed');
	});

	it('says no bits per byte where the tokenizer changes the text', async () => {
		const { train } = newWorkspace({ 'tokenizer.json': fixture('word-piece') });
		const { events } = await train({ set: ['data.tokenizer=tokenizer.json', 'model.vocab_size=400', 'training.steps=2'] });
		expect(ofType(events, 'evaluation')[0]?.perplexity).toBeGreaterThan(1);
		expect(ofType(events, 'evaluation')[0]).not.toHaveProperty('bits_per_byte');
	});
});

it('a run says where evaluations would take most of its time', async () => {
	const warnings = async (set: string[]) =>
		ofType((await newWorkspace({ 'fox.txt': TEXT.repeat(20) }).train({ set: ['training.steps=2', ...set] })).events, 'warning').map(({ message }) => message);
	expect(await warnings([])).toEqual(['Each evaluation reads 5.4K tokens, training 128 in between: lower data.validation_fraction (0.1 now).']);
	expect(await warnings(['data.validation_fraction=0.01'])).toEqual([]);
});

describe('a run on a long text', () => {
	const long = { 'fox.txt': TEXT.repeat(500) };

	it('tells how far it has read before its first step, and once only', async () => {
		const { train, out, folder } = newWorkspace(long);
		// All that is evaluated on is read at each evaluation.
		const set = ['training.steps=2', 'data.validation_fraction=0.0005'];
		const { events, status } = await train({ set });
		expect(status).toBe('finished');
		expect(events[0]).toMatchObject({ type: 'start' });
		const told = ofType(events, 'progress');
		expect(told.at(-1)).toEqual({ type: 'progress', step: 0, activity: 'tokenising', done: 1_350_000, total: 1_350_000 });
		expect(events.findIndex(({ type }) => type === 'step')).toBe(1 + told.length);
		expect(JSON.parse(readFileSync(join(out, 'capsule.json'), 'utf8')).data).toMatchObject({ tokens: 1_350_000, validation_tokens: 675 });
		const again = await train({ out: join(folder, 'again'), set });
		expect(ofType(again.events, 'progress')).toEqual([]);
		expect(modelOf(join(folder, 'again'), 2)).toBe(modelOf(out, 2));
	});

	it('of too few tokens for a window is refused before anything is written where its bytes tell', async () => {
		const { train, out, folder } = newWorkspace(long);
		const few = ['data.validation_fraction=0.00001'];
		await expect(train({ set: few })).rejects.toThrow('Of at most 1350000 tokens 13 are kept for validation');
		await expect(train({ set: [...few, 'data.tokenizer=characters'] })).rejects.toThrow('Of at most 1350000 tokens 13 are kept for validation');
		expect(existsSync(out)).toBe(false);
		expect(existsSync(join(folder, '.headroom'))).toBe(false);
	});

	it('whose tokens are too few only once it is read ends as failed with what to do, and is refused the next time', async () => {
		const { train, out, folder } = newWorkspace({ ...long, 'tokenizer.json': fixture('byte-level') });
		// Enough for as many tokens as bytes.
		const set = ['data.tokenizer=tokenizer.json', 'model.vocab_size=400', 'data.validation_fraction=0.000013'];
		const { status, events } = await train({ set });
		expect(status).toBe('failed');
		expect(events.at(-1)).toMatchObject({
			type: 'end',
			message: expect.stringMatching(/kept for validation .* Raise data.validation_fraction to 0\.0+\d+ or more; lower/),
		});
		expect(existsSync(join(out, 'checkpoints'))).toBe(false);
		await expect(train({ out: join(folder, 'again'), set })).rejects.toThrow('kept for validation');
		expect(existsSync(join(folder, 'again'))).toBe(false);
	});

	it('that is stopped while it reads ends as stopped, leaves no half tokens, and can go on', async () => {
		const { train, resume, out, folder } = newWorkspace(long);
		const set = ['training.steps=2', 'data.validation_fraction=0.0005'];
		const stopped = await train({ set, onEvent: (event) => event.type === 'progress' && process.emit('SIGTERM') });
		expect(stopped.status).toBe('stopped');
		expect(steps(stopped.events)).toEqual([]);
		expect(readdirSync(join(folder, '.headroom/cache'))).toEqual([]);
		const resumed = await resume();
		expect(resumed.status).toBe('finished');
		expect(steps(resumed.events)).toEqual([1, 2]);
		expect(existsSync(join(out, 'checkpoints/step-2'))).toBe(true);
	});
});
