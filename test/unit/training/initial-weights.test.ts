import { createHash } from 'node:crypto';
import { cpSync, existsSync, mkdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it, vi } from 'vitest';
import { readSafetensors } from '../../../src/training/checkpoint/read-safetensors.ts';
import { type NamedTensor, writeSafetensors } from '../../../src/training/checkpoint/write-safetensors.ts';
import { newWorkspace, ofType } from './workspace.ts';

// Real training shares its processors with other tests.
vi.setConfig({ testTimeout: 60_000 });

const ONE = ['training.steps=1', 'training.learning_rate=1e-30'];

/** A workspace with a trained run whose last checkpoint lies in `weights/`. */
async function trained() {
	const workspace = newWorkspace();
	const { events } = await workspace.train({ out: join(workspace.folder, 'before') });
	const weights = join(workspace.folder, 'weights');
	cpSync(join(workspace.folder, 'before/checkpoints/step-12'), weights, { recursive: true });
	const change = async (by: (tensors: Map<string, NamedTensor>) => NamedTensor[]) => {
		const file = join(weights, 'model.safetensors');
		await writeSafetensors(file, by(await readSafetensors(file)));
	};
	return { ...workspace, weights, change, loss: ofType(events, 'evaluation').at(-1)?.loss as number };
}

describe('weights of a folder', () => {
	it('are what a run starts from', async () => {
		const { train, loss, out } = await trained();
		const { events } = await train({ set: [...ONE, 'training.initialize_from=weights'] });
		// A step at a learning rate of nothing leaves them.
		expect(ofType(events, 'evaluation')[0]?.loss).toBeCloseTo(loss, 5);
		expect(JSON.parse(readFileSync(join(out, 'resolved.json'), 'utf8')).training.initialize_from).toBe('weights');
		const { events: fresh } = await train({ out: `${out}-fresh`, set: ONE });
		expect(ofType(fresh, 'evaluation')[0]?.loss).toBeGreaterThan(loss + 1);
	});

	it('are read from parts, and without the first word of their names', async () => {
		const { train, change, weights, loss } = await trained();
		const bare = (name: string) => name.replace('model.', '');
		await change((tensors) => [...tensors.values()].filter(({ name }) => name.includes('mlp')).map((tensor) => ({ ...tensor, name: bare(tensor.name) })));
		cpSync(join(weights, 'model.safetensors'), join(weights, 'b.safetensors'));
		const all = await readSafetensors(join(weights, '../before/checkpoints/step-12/model.safetensors'));
		const rest = [...all.values()].filter(({ name }) => !name.includes('mlp')).map((tensor) => ({ ...tensor, name: bare(tensor.name) }));
		await writeSafetensors(join(weights, 'a.safetensors'), rest);
		const map = Object.fromEntries([...all.keys()].map((name) => [bare(name), name.includes('mlp') ? 'b.safetensors' : 'a.safetensors']));
		writeFileSync(join(weights, 'model.safetensors.index.json'), JSON.stringify({ weight_map: map }));
		const { events } = await train({ set: [...ONE, 'training.initialize_from=weights'] });
		expect(ofType(events, 'evaluation')[0]?.loss).toBeCloseTo(loss, 5);
	});

	it('may hold the head of a tied model, and tables that are no weights', async () => {
		const { train, change, loss } = await trained();
		await change((tensors) => [
			...tensors.values(),
			{ ...(tensors.get('model.embed_tokens.weight') as NamedTensor), name: 'lm_head.weight' },
			{ name: 'model.layers.0.self_attn.rotary_emb.inv_freq', shape: [4], data: new Float32Array(4) },
		]);
		const { events } = await train({ set: [...ONE, 'training.initialize_from=weights'] });
		expect(ofType(events, 'evaluation')[0]?.loss).toBeCloseTo(loss, 5);
	});

	it('begin a run anew that is gone on with before its first checkpoint', async () => {
		const { train, resume, loss } = await trained();
		await train({
			set: ['training.steps=3', 'training.learning_rate=1e-30', 'training.initialize_from=weights'],
			onEvent: (event) => event.type === 'step' && event.step === 2 && process.exitCode === undefined && process.emit('SIGTERM'),
		});
		const { events } = await resume();
		expect(ofType(events, 'evaluation').at(-1)?.loss).toBeCloseTo(loss, 5);
	});
});

describe('a run that has no checkpoint yet', () => {
	/** A run that ended after its second step, and what it left before a checkpoint. */
	async function begun() {
		const workspace = await trained();
		await workspace.train({
			set: ['training.steps=3', 'training.initialize_from=weights'],
			onEvent: (event) => event.type === 'step' && event.step === 2 && process.emit('SIGTERM'),
		});
		rmSync(join(workspace.out, 'checkpoints'), { recursive: true });
		return { ...workspace, file: (name: string) => readFileSync(join(workspace.out, name), 'utf8') };
	}

	it('goes on from the same weights alone, and says so before it writes anything', async () => {
		const { resume, change, file, weights } = await begun();
		const hash = createHash('sha256').update(readFileSync(join(weights, 'model.safetensors')));
		const { size } = statSync(join(weights, 'model.safetensors'));
		expect(JSON.parse(file('capsule.json')).initial_weights).toEqual({ hash: `sha256:${hash.update(`\n${size}\n`).digest('hex')}` });
		const before = [file('events.jsonl'), file('log.txt')];
		await change((tensors) =>
			[...tensors.values()].map((tensor) => (tensor.name === 'model.norm.weight' ? { ...tensor, data: tensor.data.map(() => 2) } : tensor)),
		);
		await expect(resume()).rejects.toThrow('The weights in training.initialize_from weights have changed since the run began');
		rmSync(weights, { recursive: true });
		await expect(resume()).rejects.toThrow('there is no such folder beside the design');
		expect([file('events.jsonl'), file('log.txt')]).toEqual(before);
		expect(existsSync(join(weights, '../out/process.json'))).toBe(false);
	});

	it('ends as an undisturbed one where they are the same', async () => {
		const { resume, train, out, folder } = await begun();
		expect((await resume()).status).toBe('finished');
		await train({ out: join(folder, 'whole'), set: ['training.steps=3', 'training.initialize_from=weights'] });
		const bytes = (run: string) => readFileSync(join(run, 'checkpoints/step-3/model.safetensors')).toString('base64');
		expect(bytes(out)).toBe(bytes(join(folder, 'whole')));
	});
});

it('a run with a checkpoint does not need them any more', async () => {
	const { train, resume, weights } = await trained();
	await train({
		set: ['training.initialize_from=weights'],
		onEvent: (event) => event.type === 'step' && event.step === 6 && process.emit('SIGTERM'),
	});
	rmSync(weights, { recursive: true });
	expect((await resume()).status).toBe('finished');
});

describe('weights of another model are refused', () => {
	it.each([
		['shapes', ['model.intermediate_size=32'], 'model.layers.0.mlp.gate_proj.weight is 24 × 16, the design has 32 × 16'],
		['missing tensors', ['model.num_hidden_layers=2'], 'model.layers.1.input_layernorm.weight is missing; '],
		['more tensors', ['model.num_hidden_layers=2', 'model.tie_word_embeddings=false'], 'and 5 more'],
	])('by %s', async (_what, set, message) => {
		const { train } = await trained();
		await expect(train({ set: [...set, 'training.initialize_from=weights'] })).rejects.toThrow(message);
	});

	it('by tensors that the design has not', async () => {
		const { train, change } = await trained();
		await change((tensors) => [...tensors.values(), { name: 'model.extra.weight', shape: [1], data: new Float32Array(1) }]);
		await expect(train({ set: ['training.initialize_from=weights'] })).rejects.toThrow('model.extra.weight is not in the design');
	});

	it.each([
		['a folder outside', '/', 'where a run may not read'],
		['a folder without weights', 'empty', 'holds no model.safetensors.'],
		['a run', 'before', 'It is a run: name one of its checkpoints'],
		['a file that is none', 'torn', 'is cut off or no safetensors file'],
		['an index with parts that are elsewhere', 'elsewhere', 'where a run may not read'],
		['an index with parts that are missing', 'parts', 'holds no b.safetensors.'],
	])('in %s', async (_what, named, message) => {
		const { train, folder } = await trained();
		mkdirSync(join(folder, 'empty'));
		mkdirSync(join(folder, 'torn'));
		writeFileSync(join(folder, 'torn/model.safetensors'), 'torn');
		for (const [name, part] of [
			['elsewhere', '../../../../../../../../../../etc/hostname'],
			['parts', 'b.safetensors'],
		] as const) {
			mkdirSync(join(folder, name));
			writeFileSync(join(folder, name, 'model.safetensors.index.json'), JSON.stringify({ weight_map: { a: part } }));
		}
		await expect(train({ set: [`training.initialize_from=${named}`] })).rejects.toThrow(message);
	});
});
