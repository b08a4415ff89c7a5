import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync, truncateSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { readDesign } from '../../../../src/design/design.ts';
import { tensorsOf } from '../../../../src/design/tensors.ts';
import { type Checkpoint, readCheckpoint, writeCheckpoint } from '../../../../src/training/checkpoint/checkpoint.ts';
import { configText, libraryNote, modelConfig, tokenizerFiles } from '../../../../src/training/checkpoint/config.ts';
import { checkpointSteps, newestCheckpoint, pruneCheckpoints } from '../../../../src/training/checkpoint/kept.ts';
import { tokenizerFrom } from '../../../../src/training/data/tokenizers/file.ts';

const newRun = (): string => mkdtempSync(join(tmpdir(), 'headroom-checkpoint-'));
const layout = [
	{ tensor: { name: 'a.weight', shape: [2, 2], component: 'head', role: 'head', part: 'weight' }, offset: 0 },
	{ tensor: { name: 'a.bias', shape: [3], component: 'head', role: 'head', part: 'bias' }, offset: 4 },
] as const;
const vector = (first: number): Float32Array => Float32Array.from({ length: 7 }, (_, index) => first + index);
const checkpoint = (step: number, loss?: number): Checkpoint => ({
	record: { schema: 1, step, seed: 0, evaluation: loss === undefined ? null : { step, loss } },
	state: { step, weights: vector(step), firstMoment: vector(step + 100), secondMoment: vector(step + 200) },
	layout,
	config: { model_type: 'llama' },
	tokenizer: { 'tokenizer.json': '{}' },
});

describe('a checkpoint', () => {
	it('is read as it was written', async () => {
		const run = newRun();
		const written = checkpoint(7, 2.5);
		await writeCheckpoint(run, written);
		expect(await readCheckpoint(join(run, 'checkpoints/step-7'), layout)).toEqual({ record: written.record, state: written.state });
		expect(readdirSync(join(run, 'checkpoints/step-7')).sort()).toEqual([
			'config.json',
			'model.safetensors',
			'optimizer.safetensors',
			'state.json',
			'tokenizer.json',
		]);
		expect(JSON.parse(readFileSync(join(run, 'checkpoints/step-7/config.json'), 'utf8'))).toEqual({ model_type: 'llama' });
	});

	it('takes the place of an earlier one of its step', async () => {
		const run = newRun();
		await writeCheckpoint(run, checkpoint(7, 2.5));
		await writeCheckpoint(run, checkpoint(7, 2.25));
		expect((await readCheckpoint(join(run, 'checkpoints/step-7'), layout)).record.evaluation?.loss).toBe(2.25);
	});

	it('does not bring a vanished folder back', async () => {
		const run = newRun();
		rmSync(run, { recursive: true });
		await expect(writeCheckpoint(run, checkpoint(7))).rejects.toThrow('ENOENT');
		expect(existsSync(run)).toBe(false);
	});

	it.each(['model.safetensors', 'optimizer.safetensors', 'state.json'])('is passed over with a torn or missing %s', async (file) => {
		const run = newRun();
		for (const step of [1, 2, 3]) await writeCheckpoint(run, checkpoint(step));
		truncateSync(join(run, 'checkpoints/step-3', file), 20);
		rmSync(join(run, 'checkpoints/step-2', file));
		const torn: number[] = [];
		expect((await newestCheckpoint(run, layout, (step) => torn.push(step)))?.record.step).toBe(1);
		expect(torn).toEqual([3, 2]);
	});

	it('is passed over where it belongs to another model', async () => {
		const run = newRun();
		await writeCheckpoint(run, checkpoint(1));
		const other = [{ ...layout[0], tensor: { ...layout[0].tensor, shape: [4] } }];
		const reasons: string[] = [];
		expect(await newestCheckpoint(run, other, (_step, reason) => reasons.push(reason))).toBeUndefined();
		expect(reasons[0]).toContain('holds no a.weight of shape 4');
	});
});

it('keeps the newest two and the best, and clears what a kill left', async () => {
	const run = newRun();
	const losses = [3, 2, 1.5, 1.75, 1.8, 1.9];
	for (const [index, loss] of losses.entries()) await writeCheckpoint(run, checkpoint(10 * (index + 1), loss));
	await pruneCheckpoints(run);
	expect(await checkpointSteps(run)).toEqual([60, 50, 30]);
});

describe('config.json', () => {
	const read = (model: string) => {
		const design = readDesign(`model: ${model}`, { name: 'a.headroom.yaml' });
		if (design.architecture === undefined) throw new Error('no architecture');
		return { design, architecture: design.architecture };
	};

	it('has the keys of the design and the class', () => {
		const { design, architecture } = read('{ model_type: llama, hidden_size: 64, num_attention_heads: 2, rope_scaling: { type: linear, factor: 2 } }');
		expect(modelConfig(design, architecture, undefined)).toEqual({
			bos_token_id: null,
			eos_token_id: null,
			model_type: 'llama',
			hidden_size: 64,
			num_attention_heads: 2,
			rope_scaling: { type: 'linear', factor: 2 },
			architectures: ['LlamaForCausalLM'],
			torch_dtype: 'float32',
		});
		expect(tensorsOf(architecture)[0]?.name).toBe('model.embed_tokens.weight');
	});

	it('names the end of a text where the tokenizer has one', () => {
		const { design, architecture } = read('{ model_type: llama, hidden_size: 64, num_attention_heads: 2 }');
		const tokenizer = tokenizerFrom(readFileSync(join(import.meta.dirname, '../../../fixtures/tokenizers/byte-level.json'), 'utf8'), undefined);
		expect(modelConfig(design, architecture, tokenizer)).toMatchObject({ bos_token_id: null, eos_token_id: 0 });
		expect(JSON.parse(tokenizerFiles(tokenizer)['tokenizer_config.json'] ?? '')).toMatchObject({ eos_token: '<|endoftext|>' });
		expect(tokenizerFiles(undefined)).toEqual({});
	});

	it('says where the library cannot have the head size', () => {
		const note = (model: string) => {
			const { design, architecture } = read(model);
			return libraryNote(design, architecture);
		};
		expect(note('{ model_type: gpt2, n_embd: 64, n_head: 2, head_dim: 64 }')).toContain('2 heads of 64 are not the width 64');
		expect(note('{ model_type: gpt2, n_embd: 64, n_head: 2 }')).toBeUndefined();
		expect(note('{ model_type: llama, hidden_size: 64, num_attention_heads: 2, head_dim: 64 }')).toBeUndefined();
		expect(note('{ model_type: deepseek_v2, hidden_size: 64, num_attention_heads: 2 }')).toBeUndefined();
	});
});

it('numbers that the library takes as floats alone are written as such', () => {
	const text = configText({ model_type: 'gemma2', hidden_size: 16, final_logit_softcapping: 30, attn_logit_softcapping: 2.5, initializer_range: 1 });
	expect(text).toContain('"final_logit_softcapping": 30.0,');
	expect(text).toContain('"attn_logit_softcapping": 2.5,');
	expect(text).toContain('"initializer_range": 1.0\n');
	expect(text).toContain('"hidden_size": 16,');
});
