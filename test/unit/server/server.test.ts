import { mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { describe, expect, it } from 'vitest';
import type { CodeAction, CodeLens, Hover } from 'vscode-languageserver/node';
import { openEditor } from './editor.ts';

const uri = 'file:///designs/small.headroom.yaml';
const text = `model:
  model_type: llama
  hidden_size: 128
  num_hidden_layers: 2
  num_attention_heads: 2 # two
  intermediate_size: 352
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
		]);
		expect(actions[0]?.edit?.documentChanges).toMatchObject([{ textDocument: { uri, version: 2 }, edits: [{ newText: '4' }] }]);
		expect(await editor.type(uri, HEADS.line, HEADS.from, HEADS.to, '4')).toMatchObject([{ code: 'head-rank-below-seq' }]);
		expect(await editor.type(uri, HEADS.line, HEADS.from, HEADS.to, '2')).toEqual([]);
	});

	it('shows facts and Train above the model, and after a syntax error the last facts as past', async () => {
		const editor = await openEditor();
		await editor.open(uri, text);
		const lenses = await editor.ask<CodeLens[]>('textDocument/codeLens', uri);
		expect(titles(lenses)).toEqual(['468K parameters · head rank ≤ 64, 64 needed at 128 tokens · KV cache 1 KiB/token · 934 kFLOP/token', '$(play) Train']);
		expect(lenses[1]).toMatchObject({ range: { start: { line: 0 } }, command: { command: 'headroom.train', arguments: [uri] } });
		const diagnostics = await editor.type(uri, 4, 2, 2, '"');
		expect(diagnostics).toMatchObject([{ code: 'syntax', severity: 1 }]);
		expect(titles(await editor.ask<CodeLens[]>('textDocument/codeLens', uri))).toEqual([expect.stringContaining('Before the syntax error: 468K parameters')]);
	});

	it.each([
		[4, 4, ['num_attention_heads', 'Attention: 131K of 468K parameters (28 %)', '2 heads of 64', 'rank ≤ 64']],
		[6, 6, ['vocab_size', 'Token table and head: 65.5K of 468K']],
		[8, 6, ['sequence_length', 'rank is held against']],
	])('explains the key on line %i', async (line, character, parts) => {
		const editor = await openEditor();
		await editor.open(uri, text);
		const hover = await editor.ask<Hover>('textDocument/hover', uri, { position: { line, character } });
		for (const part of parts) expect(hover.contents).toMatchObject({ value: expect.stringContaining(part) });
	});

	it('takes a config.json by its model_type, and leaves other JSON alone', async () => {
		const editor = await openEditor();
		expect(await editor.open('file:///a/config.json', '{"model_type": "llama", "hidden_size": 100, "num_attention_heads": 3}', 'json')).toMatchObject([
			{ code: 'heads-not-dividing-hidden' },
		]);
		expect(await editor.open('file:///a/package.json', '{"name": "x", "num_attention_heads": 3}', 'json')).toEqual([]);
		expect(await editor.ask('textDocument/codeLens', 'file:///a/package.json')).toBeNull();
	});

	it('says once that a family is unknown, and guesses nothing', async () => {
		const editor = await openEditor();
		const diagnostics = await editor.open('file:///a/config.json', '{"model_type": "resnet", "hidden_size": -1}', 'json');
		expect(diagnostics).toMatchObject([{ code: 'unknown-family', severity: 3 }]);
	});

	it('goes by the settings of the file', async () => {
		const wide = text.replace('heads: 2', 'heads: 16');
		const quiet = await openEditor({ settings: { rules: { 'head-rank-below-seq': 'off' }, codeLens: { enabled: false } } });
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
});
