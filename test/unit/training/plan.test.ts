import { existsSync } from 'node:fs';
import { expect, it, vi } from 'vitest';
import { BERT, DESIGN, newWorkspace } from './workspace.ts';

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
	['the masked objective in a decoder', { set: ['training.objective=masked'] }, 'training.objective masked does not fit llama, which learns by the causal one'],
	[
		'an encoder whose vocabulary has no token to hide others',
		{ files: { 'tiny.headroom.yaml': BERT }, set: ['model.vocab_size=256'] },
		'raise vocab_size to at least 257',
	],
	[
		'an encoder in a task that shows its answers',
		{ files: { 'tiny.headroom.yaml': BERT }, set: ['data.task=copy', 'data.files=[]'] },
		'The task copy shows its answers to a model that looks both ways',
	],
	['a tokenizer that is not there', { set: ['data.tokenizer=tokens.json'] }, 'data.tokenizer tokens.json: there is no such file beside the design'],
	['a tokenizer that is none', { set: ['data.tokenizer=fox.txt'] }, 'data.tokenizer fox.txt is no tokenizer.json that can be read'],
	['a tokenizer outside of the workspace', { set: ['data.tokenizer=/etc/hostname'] }, 'where a run may not read'],
	[
		'more characters than the vocabulary has',
		{ set: ['data.tokenizer=characters', 'model.vocab_size=9'] },
		/The vocabulary of 9 is smaller than the \d+ characters/,
	],
	[
		'micro-batches that do not make a batch',
		{ set: ['training.batch_size=4', 'training.micro_batch_size=3'] },
		'training.micro_batch_size 3 does not divide training.batch_size 4: choose one that does.',
	],
	['a task beside files', { set: ['data.task=copy'] }, 'The design names both data.files and data.task'],
	['a task that is not known', { set: ['data.task=paste', 'data.files=[]'] }, 'task must be one of copy, associative-recall'],
	['a task in too small a window', { set: ['data.task=associative-recall', 'data.files=[]', 'data.sequence_length=7'] }, 'needs windows of at least 8'],
	[
		'a task with too many symbols',
		{ set: ['data.task=permutation', 'data.files=[]', 'model.vocab_size=39'] },
		'The vocabulary of 39 is smaller than the 40 symbols of the task permutation at windows of 16',
	],
	['a JSON line without text', { files: { 'a.jsonl': '{"text":"a"}\n{"body":"b"}\n' }, set: ['data.files=["a.jsonl"]'] }, 'a.jsonl, line 2 has no "text"'],
	['lines that are no JSON', { files: { 'a.jsonl': 'plain\n' }, set: ['data.files=["a.jsonl"]'] }, 'a.jsonl, line 1 is no JSON'],
	['a Parquet file that is none', { files: { 'a.parquet': 'plain' }, set: ['data.files=["a.parquet"]'] }, 'a.parquet is no Parquet file'],
	['weights that are not there', { set: ['training.initialize_from=weights'] }, 'training.initialize_from weights: there is no such folder'],
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
