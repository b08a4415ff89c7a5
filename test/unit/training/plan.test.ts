import { existsSync } from 'node:fs';
import { expect, it, vi } from 'vitest';
import { DESIGN, newWorkspace } from './workspace.ts';

// Real training shares its processors with other tests.
vi.setConfig({ testTimeout: 30_000 });

const config = JSON.stringify({ model_type: 'llama', hidden_size: 64, num_attention_heads: 2 });

it.each([
	['an error in the design', { set: ['model.num_attention_heads=3'] }, /tiny\.headroom\.yaml has errors(.*\n)+ +7:24 .*\(heads-not-dividing-hidden\)/],
	['a syntax error', { files: { 'tiny.headroom.yaml': 'model: {' } }, 'has errors'],
	['a key of the wrong type', { set: ['training.steps=many'] }, '(wrong-type)'],
	['a key that is set but not known', { set: ['training.step=5'] }, '--set training.step: training has no key step; it has objective, steps,'],
	['a near miss that is set', { set: ['model.num_key_value_head=2'] }, '--set model.num_key_value_head: '],
	['an unknown model_type', { set: ['model.model_type=mystery'] }, 'is not known'],
	['a model without a head', { set: ['model.architectures=[LlamaModel]'] }, 'LlamaModel has no head over the vocabulary'],
	['the masked objective', { set: ['training.objective=masked'] }, 'masked objective cannot be trained'],
	['another tokenizer', { set: ['data.tokenizer=characters'] }, 'data.tokenizer characters is not known in this version: use bytes'],
	['a vocabulary that bytes do not fit', { set: ['model.vocab_size=255'] }, 'The vocabulary of 255 is smaller than the 256 values of a byte'],
	['windows beyond the positions', { set: ['data.sequence_length=33'] }, "data.sequence_length 33 is beyond the model's 32 positions"],
	['more parameters than the machine has memory for', { set: ['model.vocab_size=2000000000'] }, 'parameters need at least'],
	['no data', { set: ['data.files=[]'] }, 'The design names no text'],
	['data that is not there', { set: ['data.files=["*.md"]'] }, 'No file matches data.files ["*.md"]'],
	['an empty text', { files: { 'fox.txt': '' } }, 'hold no text'],
	['a text shorter than a window', { files: { 'fox.txt': 'short' } }, 'The text has 5 tokens; a window of 16 needs 17'],
	['too little to validate on', { files: { 'fox.txt': 'x'.repeat(160) } }, '16 are kept for validation'],
	['data outside of the workspace', { set: ['data.files=["../*"]'] }, 'where a run may not read'],
])('refuses %s before anything is written', async (_what, { set = [], files = {} }: { set?: string[]; files?: Record<string, string> }, message) => {
	const { train, out } = newWorkspace(files);
	await expect(train({ set })).rejects.toThrow(message);
	expect(existsSync(out)).toBe(false);
});

it('refuses a configuration, which says nothing of data', async () => {
	const { trainRun } = await import('../../../src/training/run.ts');
	const { folder } = newWorkspace({ 'config.json': config });
	const request = { kind: 'new', design: `${folder}/config.json`, backend: 'auto', settings: [] } as const;
	await expect(trainRun({ ...request, settings: [] }, () => ({ event() {}, note() {} }))).rejects.toThrow('write NAME.headroom.yaml beside it');
});

it('takes windows of 128, or all positions where they are fewer', async () => {
	const { train } = newWorkspace({ 'tiny.headroom.yaml': DESIGN.replace('  sequence_length: 16\n', '') });
	const { events } = await train({ set: ['training.steps=1', 'training.batch_size=1'] });
	expect(events[0]).toMatchObject({ tokens_per_step: 32 });
});
