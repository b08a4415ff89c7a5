import { cpSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
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
	])('in %s', async (_what, named, message) => {
		const { train, folder } = await trained();
		mkdirSync(join(folder, 'empty'));
		mkdirSync(join(folder, 'torn'));
		writeFileSync(join(folder, 'torn/model.safetensors'), 'torn');
		await expect(train({ set: [`training.initialize_from=${named}`] })).rejects.toThrow(message);
	});
});
