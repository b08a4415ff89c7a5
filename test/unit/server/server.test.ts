import { mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { describe, expect, it } from 'vitest';
import type { CodeAction, CodeLens, CompletionItem, DocumentLink, DocumentSymbol, Hover, InlayHint } from 'vscode-languageserver/node';
import { openEditor } from './editor.ts';

const uri = 'file:///designs/small.headroom.yaml';
const text = `model:
  model_type: llama
  hidden_size: 128
  num_hidden_layers: 2
  num_attention_heads: 2 # two
  intermediate_size: 384
  vocab_size: 256
data:
  sequence_length: 128
`;
const HEADS = { line: 4, from: 23, to: 24 };
const titles = (lenses: CodeLens[]) => lenses.map(({ command }) => command?.title);

describe('the server', () => {
	it('says nothing about a sound design', async () => {
		const editor = await openEditor();
		expect(await editor.open(uri, text)).toEqual([]);
	});

	it('marks heads that do not divide the width at their value as they are typed, and offers fixes with their effect', async () => {
		const editor = await openEditor();
		await editor.open(uri, text);
		const diagnostics = await editor.type(uri, HEADS.line, HEADS.from, HEADS.to, '5');
		expect(diagnostics).toMatchObject([
			{ source: 'headroom', code: 'heads-not-dividing-hidden', severity: 1, range: { start: { line: 4, character: 23 }, end: { line: 4, character: 24 } } },
		]);
		const at = { start: { line: 4, character: 23 }, end: { line: 4, character: 23 } };
		const actions = await editor.ask<CodeAction[]>('textDocument/codeAction', uri, { range: at, context: { diagnostics } });
		expect(actions.map(({ title }) => title)).toEqual([
			'Use 4 heads (head_dim 32) — parameters unchanged',
			'Use 8 heads (head_dim 16) — parameters unchanged',
			'Set head_dim 24 — −8.19K parameters',
			'Switch heads-not-dividing-hidden off in this design',
		]);
		expect(actions[0]?.edit?.documentChanges).toMatchObject([{ textDocument: { uri, version: 2 }, edits: [{ newText: '4' }] }]);
		expect(await editor.type(uri, HEADS.line, HEADS.from, HEADS.to, '4')).toMatchObject([{ code: 'head-rank-below-seq' }]);
		expect(await editor.type(uri, HEADS.line, HEADS.from, HEADS.to, '2')).toEqual([]);
	});

	it('shows Train, facts and Inspect above the model, and after a syntax error the last facts as past', async () => {
		const editor = await openEditor({ options: { commands: true } });
		await editor.open(uri, text);
		const lenses = await editor.ask<CodeLens[]>('textDocument/codeLens', uri);
		expect(titles(lenses)).toEqual([
			'$(play) Train',
			'492K parameters · head rank ≤ 64, 64 needed at 128 tokens · KV cache 1 KiB/token · 984 kFLOP/token',
			'Inspect',
		]);
		expect(lenses[0]).toMatchObject({ range: { start: { line: 0 } }, command: { command: 'headroom.train', arguments: [uri] } });
		const diagnostics = await editor.type(uri, 4, 2, 2, '"');
		expect(diagnostics).toMatchObject([{ code: 'syntax', severity: 1 }]);
		expect(titles(await editor.ask<CodeLens[]>('textDocument/codeLens', uri))).toEqual([expect.stringContaining('Before the syntax error: 492K parameters')]);
	});

	it('shows the facts alone to a client without the commands', async () => {
		const editor = await openEditor();
		await editor.open(uri, text);
		expect(titles(await editor.ask<CodeLens[]>('textDocument/codeLens', uri))).toEqual([expect.stringMatching(/^492K parameters/)]);
	});

	it.each([
		[4, 4, ['num_attention_heads', 'Attention: 131K of 492K parameters (27 %)', '2 heads of 64', 'rank ≤ 64']],
		[6, 6, ['vocab_size', 'Token table and head: 65.5K of 492K']],
		[8, 6, ['sequence_length', 'rank is held against']],
		[10, 6, ['threads', 'the physical cores unless set']],
		[12, 6, ['kind', 'Generation of the device']],
	])('explains the key on line %i', async (line, character, parts) => {
		const editor = await openEditor();
		await editor.open(uri, `${text}training:\n  threads: 4\ndevice:\n  kind: hopper\n`);
		const hover = await editor.ask<Hover>('textDocument/hover', uri, { position: { line, character } });
		for (const part of parts) expect(hover.contents).toMatchObject({ value: expect.stringContaining(part) });
	});

	it('takes a config.json by its model_type, and leaves other JSON alone', async () => {
		const editor = await openEditor();
		expect(await editor.open('file:///a/config.json', '{"model_type": "llama", "num_attention_heads": 7}', 'json')).toMatchObject([
			{ code: 'heads-not-dividing-hidden' },
		]);
		expect(await editor.open('file:///a/package.json', '{"name": "x", "num_attention_heads": 7}', 'json')).toEqual([]);
		expect(await editor.ask('textDocument/codeLens', 'file:///a/package.json')).toBeNull();
	});

	it('says once that a family is unknown, and guesses nothing', async () => {
		const editor = await openEditor();
		const diagnostics = await editor.open('file:///a/config.json', '{"model_type": "resnet", "hidden_size": -1}', 'json');
		expect(diagnostics).toMatchObject([{ code: 'unknown-family', severity: 3 }]);
	});

	it('goes by the settings of the file', async () => {
		const wide = text.replace('heads: 2', 'heads: 16');
		const quiet = await openEditor({
			settings: { rules: { 'head-rank-below-seq': 'off', 'head-dim-below-log-context': 'off' }, codeLens: { enabled: false } },
		});
		expect(await quiet.open(uri, wide)).toEqual([]);
		expect(await quiet.ask('textDocument/codeLens', uri)).toEqual([]);
		const strict = await openEditor({ settings: { lint: { profile: 'paper' } } });
		expect(await strict.open(uri, text)).toMatchObject([{ code: 'head-rank-below-seq', severity: 2, message: expect.stringContaining('needs 128') }]);
		const off = await openEditor({ settings: { enable: false } });
		expect(await off.open(uri, wide)).toEqual([]);
	});

	it('reads the configuration that a design names, inside its folder only', async () => {
		const folder = mkdtempSync(join(tmpdir(), 'headroom-'));
		writeFileSync(join(folder, 'config.json'), '{"model_type": "gpt2"}');
		const editor = await openEditor({ folders: [pathToFileURL(folder).href] });
		const design = pathToFileURL(join(folder, 'a.headroom.yaml')).href;
		await editor.open(design, 'model: ./config.json\n');
		expect(titles(await editor.ask<CodeLens[]>('textDocument/codeLens', design))[0]).toContain('124M parameters');
		const outside = pathToFileURL(join(folder, 'b.headroom.yaml')).href;
		expect(await editor.open(outside, 'model: ../../etc/config.json\n')).toMatchObject([{ code: 'unreadable-model' }]);
	});

	it('takes back its findings when a document closes', async () => {
		const editor = await openEditor();
		await editor.open(uri, text.replace('heads: 2', 'heads: 5'));
		await editor.close(uri);
		await expect.poll(() => editor.published.get(uri)).toEqual([]);
	});

	it('switches a rule off in the design, and leads to its page where the client has one', async () => {
		const editor = await openEditor({ options: { rulePage: 'pages:{id}', commands: true } });
		const diagnostics = await editor.open(uri, text.replace('heads: 2', 'heads: 16'));
		expect(diagnostics.map(({ codeDescription }) => codeDescription?.href)).toContain('pages:head-rank-below-seq');
		const at = { start: { line: 4, character: 23 }, end: { line: 4, character: 23 } };
		const actions = await editor.ask<CodeAction[]>('textDocument/codeAction', uri, { range: at, context: { diagnostics } });
		const off = actions.find(({ title }) => title === 'Switch head-rank-below-seq off in this design');
		expect(off?.edit?.documentChanges).toMatchObject([{ edits: [{ newText: '\n\nrules:\n  head-rank-below-seq: off' }] }]);
		expect(actions.find(({ title }) => title === 'Why: head-rank-below-seq')?.command).toMatchObject({
			command: 'headroom.openRule',
			arguments: ['head-rank-below-seq', uri],
		});
	});

	it('fixes all that has one fix, at once', async () => {
		const editor = await openEditor();
		const slips = text.replace('hidden_size', 'hiden_size').replace('vocab_size', 'vocab_sise');
		const diagnostics = await editor.open(uri, slips);
		const actions = await editor.ask<CodeAction[]>('textDocument/codeAction', uri, {
			range: { start: { line: 0, character: 0 }, end: { line: 9, character: 0 } },
			context: { diagnostics, only: ['source.fixAll'] },
		});
		const [all] = actions;
		expect(all?.kind).toBe('source.fixAll.headroom');
		const [change] = all?.edit?.documentChanges ?? [];
		expect(change && 'edits' in change && change.edits.map((edit) => 'newText' in edit && edit.newText)).toEqual(
			expect.arrayContaining(['hidden_size', 'vocab_size']),
		);
	});

	it('shows the head size that is not written, and what a size decides', async () => {
		const editor = await openEditor();
		await editor.open(uri, text);
		const all = { start: { line: 0, character: 0 }, end: { line: 20, character: 0 } };
		const hints = await editor.ask<InlayHint[]>('textDocument/inlayHint', uri, { range: all });
		expect(hints.map(({ position, label }) => `${position.line}: ${label}`)).toEqual(['4: head size 64', '5: 295K parameters', '6: 65.5K parameters']);
	});

	it('shows nothing behind a key that does nothing', async () => {
		const editor = await openEditor();
		const diagnostics = await editor.open('file:///a/config.json', '{"model_type": "gpt2",\n"head_dim": 128,\n"n_inner": 3072}', 'json');
		expect(diagnostics).toMatchObject([{ code: 'head-dim-ignored-by-model', tags: [1] }]);
		const all = { start: { line: 0, character: 0 }, end: { line: 20, character: 0 } };
		const hints = await editor.ask<InlayHint[]>('textDocument/inlayHint', 'file:///a/config.json', { range: all });
		expect(hints.map(({ position }) => position.line)).toEqual([2]);
	});

	it.each([
		['values of heads that divide the width, with what they do', 4, '2', ['1', '2', '4', '8', '16'], 'head size 8 · parameters unchanged'],
		['families', 1, 'llama', ['bert', 'gpt2', 'llama'], undefined],
	])('completes %s', async (_what, line, written, labels, detail) => {
		const editor = await openEditor();
		await editor.open(uri, text);
		const character = (text.split('\n')[line] ?? '').indexOf(written) + written.length;
		const items = await editor.ask<CompletionItem[]>('textDocument/completion', uri, { position: { line, character } });
		expect(items.map(({ label }) => label)).toEqual(expect.arrayContaining(labels));
		if (detail) expect(items.find(({ label }) => label === labels.at(-1))?.detail).toBe(detail);
	});

	it('completes the keys that a section does not hold yet, with what they say', async () => {
		const editor = await openEditor();
		await editor.open(uri, text);
		await editor.type(uri, 6, 17, 17, '\n  ');
		const items = await editor.ask<CompletionItem[]>('textDocument/completion', uri, { position: { line: 7, character: 2 } });
		const labels = items.map(({ label }) => label);
		expect(labels).toEqual(expect.arrayContaining(['head_dim', 'num_key_value_heads', 'tie_word_embeddings']));
		expect(labels).not.toContain('hidden_size');
		expect(items.find(({ label }) => label === 'head_dim')?.documentation).toContain('most rank');
	});

	it.each([
		[
			'data',
			['files', 'task', 'sequence_length', 'validation_fraction'],
			{ task: [undefined, 'A synthetic task'], validation_fraction: ['default 0.1', 'kept for evaluation'] },
		],
		[
			'training',
			['objective', 'micro_batch_size', 'threads', 'initialize_from', 'tokens'],
			{
				threads: [undefined, 'the physical cores unless set'],
				batch_size: ['default 16', 'each step reads'],
				warmup_steps: ['derived 20', 'rises'],
				objective: ['default causal', 'hidden tokens'],
			},
		],
		['budget', ['parameters', 'kv_cache_per_token', 'training_memory', 'training_flops_per_token'], { parameters: [undefined, 'Most parameters'] }],
		['device', ['memory', 'kind', 'batch'], { batch: ['default 1', 'served at once'] }],
	] as [string, string[], Record<string, [string | undefined, string]>][])(
		'offers every key that is read of %s, with what it says and its default',
		async (section, labels, said) => {
			const editor = await openEditor();
			const design = `${text.slice(0, text.indexOf('data:'))}${section}:\n`;
			const line = design.split('\n').length - 1;
			await editor.open(uri, design);
			await editor.type(uri, line, 0, 0, '  ');
			const items = await editor.ask<CompletionItem[]>('textDocument/completion', uri, { position: { line, character: 2 } });
			expect(items.map(({ label }) => label)).toEqual(expect.arrayContaining(labels));
			for (const { label, documentation } of items) expect(documentation, `${section}.${label}`).toBeTruthy();
			for (const [label, [detail, documentation]] of Object.entries(said)) {
				const item = items.find((each) => each.label === label);
				expect(item?.detail).toBe(detail);
				expect(item?.documentation).toContain(documentation);
			}
		},
	);

	it.each([
		[text, ['training', 'budget', 'device', 'parallel', 'sweep', 'rules']],
		['model: ./config.json\n', ['overrides', 'data', 'training', 'budget', 'device', 'parallel', 'sweep', 'rules']],
	])('offers the sections that a design does not have yet', async (design, labels) => {
		const editor = await openEditor();
		const line = design.split('\n').length - 1;
		await editor.open(uri, design);
		const items = await editor.ask<CompletionItem[]>('textDocument/completion', uri, { position: { line, character: 0 } });
		expect(items.map(({ label }) => label)).toEqual(labels);
		for (const { label, documentation } of items) expect(documentation, label).toBeTruthy();
	});

	it.each([
		['data', 'task', ['copy', 'associative-recall', 'nearest-neighbour', 'permutation']],
		['data', 'tokenizer', ['bytes', 'characters']],
		['training', 'objective', ['causal', 'masked']],
		['training', 'schedule', ['constant', 'linear', 'cosine', 'inverse_sqrt']],
		['device', 'kind', ['ampere', 'ada', 'hopper', 'blackwell', 'other']],
		['training', 'steps', []],
		['model', 'tie_word_embeddings', ['true', 'false']],
		['rules', 'head-rank-below-seq', ['error', 'warning', 'info', 'hint', 'off']],
	])('completes the values of %s.%s', async (section, key, labels) => {
		const editor = await openEditor();
		const model = text.slice(0, text.indexOf('data:'));
		const design = section === 'model' ? model : `${model}${section}:\n`;
		await editor.open(uri, design);
		const line = design.split('\n').length - 1;
		await editor.type(uri, line, 0, 0, `  ${key}: `);
		const items = await editor.ask<CompletionItem[]>('textDocument/completion', uri, { position: { line, character: key.length + 4 } });
		expect(items.map(({ label }) => label)).toEqual(labels);
	});

	it('outlines the keys with their values', async () => {
		const editor = await openEditor();
		await editor.open(uri, text);
		const symbols = await editor.ask<DocumentSymbol[]>('textDocument/documentSymbol', uri);
		expect(symbols.map(({ name, children }) => [name, children?.map((child) => child.name)])).toEqual([
			['model', ['model_type', 'hidden_size', 'num_hidden_layers', 'num_attention_heads', 'intermediate_size', 'vocab_size']],
			['data', ['sequence_length']],
		]);
	});

	it('links a design to the file that it names', async () => {
		const editor = await openEditor();
		await editor.open(uri, 'model: ./config.json\n');
		expect(await editor.ask<DocumentLink[]>('textDocument/documentLink', uri)).toMatchObject([{ target: 'file:///designs/config.json' }]);
	});

	it('begins a design in an empty file', async () => {
		const editor = await openEditor({ snippets: true });
		await editor.open('file:///designs/new.headroom.yaml', '');
		const items = await editor.ask<CompletionItem[]>('textDocument/completion', 'file:///designs/new.headroom.yaml', { position: { line: 0, character: 0 } });
		expect(items.map(({ label }) => label)).toEqual(['design: decoder', 'design: gpt2', 'design: encoder']);
		expect(items[0]).toMatchObject({ insertTextFormat: 2, insertText: expect.stringMatching(/hidden_size: \$\{1:128\}/) });
		await editor.type('file:///designs/new.headroom.yaml', 0, 0, 0, 'des');
		const typed = await editor.ask<CompletionItem[]>('textDocument/completion', 'file:///designs/new.headroom.yaml', { position: { line: 0, character: 3 } });
		expect(typed).toEqual(items);
		expect(await editor.ask('textDocument/codeLens', 'file:///designs/new.headroom.yaml')).toEqual([]);
		const plain = await openEditor();
		await plain.open('file:///designs/new.headroom.json', '', 'json');
		const [first] = await plain.ask<CompletionItem[]>('textDocument/completion', 'file:///designs/new.headroom.json', { position: { line: 0, character: 0 } });
		expect(JSON.parse(first?.insertText ?? '')).toMatchObject({ model: { model_type: 'llama', hidden_size: 128 } });
	});

	it('offers a fix that two findings share once, before the ways to switch them off', async () => {
		const editor = await openEditor();
		const diagnostics = await editor.open(uri, text.replace('heads: 2', 'heads: 16'));
		expect(diagnostics.map(({ code }) => code)).toEqual(['head-rank-below-seq', 'head-dim-below-log-context']);
		const at = { start: { line: 4, character: 23 }, end: { line: 4, character: 23 } };
		const actions = await editor.ask<CodeAction[]>('textDocument/codeAction', uri, { range: at, context: { diagnostics } });
		const repairs = actions.filter(({ title }) => title.startsWith('Set head_dim 64'));
		expect(repairs.map((action) => action.diagnostics?.map(({ code }) => code))).toEqual([['head-rank-below-seq', 'head-dim-below-log-context']]);
		expect(actions.slice(-2).map(({ title }) => title)).toEqual([
			'Switch head-rank-below-seq off in this design',
			'Switch head-dim-below-log-context off in this design',
		]);
	});

	it('shows findings of the text as it was saved where the settings say so', async () => {
		const editor = await openEditor({ settings: { lint: { run: 'onSave' } } });
		expect(await editor.open(uri, text)).toEqual([]);
		void editor.type(uri, HEADS.line, HEADS.from, HEADS.to, '5');
		const lenses = await editor.ask<CodeLens[]>('textDocument/codeLens', uri);
		expect(titles(lenses)).toEqual([expect.stringContaining('parameters')]);
		expect(editor.published.get(uri)).toEqual([]);
		expect(await editor.save(uri)).toMatchObject([{ code: 'heads-not-dividing-hidden' }]);
	});

	it('tells a client that has the commands what each design comes to', async () => {
		const editor = await openEditor({ options: { commands: true } });
		await editor.open(uri, text.replace('heads: 2', 'heads: 5'));
		expect(editor.facts.get(uri)).toEqual({
			parameters: expect.any(String),
			line: expect.stringContaining('parameters'),
			findings: 1,
			worst: expect.objectContaining({ severity: 'error' }),
		});
		await editor.open('file:///a/package.json', '{"name": "x"}', 'json');
		expect(editor.facts.get('file:///a/package.json')).toBeNull();
	});

	it('says of a file that is too large that it is skipped', async () => {
		const editor = await openEditor();
		const large = `${text}# ${'x'.repeat(1_000_000)}\n`;
		expect(await editor.open(uri, large)).toMatchObject([{ severity: 3, message: expect.stringContaining('more than 1 MB') }]);
		expect(await editor.open('file:///a/data.json', JSON.stringify({ text: 'x'.repeat(1_000_000) }), 'json')).toEqual([]);
	});

	it('writes the table of inspect, and compares with another file', async () => {
		const folder = mkdtempSync(join(tmpdir(), 'headroom-'));
		writeFileSync(join(folder, 'other.headroom.yaml'), text.replace('heads: 2', 'heads: 4'));
		const other = pathToFileURL(join(folder, 'other.headroom.yaml')).href;
		const editor = await openEditor();
		await editor.open(uri, text);
		expect(await editor.request('headroom/inspect', { uri, name: 'small' })).toMatch(/^small {2}LlamaForCausalLM\n {2}parameters +[\d,]+ {2}\(492K, exact\)/);
		expect(await editor.request('headroom/inspect', { uri: other, name: 'other' })).toContain('4 heads of 32');
		const sides = { before: { uri: other, name: 'other' }, after: { uri, name: 'small' } };
		expect(await editor.request('headroom/compare', sides)).toEqual({ markdown: expect.stringContaining('| `num_attention_heads` | `4` | `2` |') });
		const gone = { ...sides, before: { uri: pathToFileURL(join(folder, 'gone.json')).href, name: 'gone' } };
		expect(await editor.request('headroom/compare', gone)).toEqual({ problem: expect.stringContaining('there is no such file') });
		const unversioned = { ...sides, before: { uri: other, name: 'HEAD', revision: 'HEAD' } };
		expect(await editor.request('headroom/compare', unversioned)).toEqual({ problem: expect.stringContaining('git has no') });
	});
});
