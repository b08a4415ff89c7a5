import { strict as assert } from 'node:assert';
import { execFileSync } from 'node:child_process';
import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { suite, teardown, test } from 'mocha';
import { commands, DiagnosticSeverity, DiagnosticTag, type TextDocument, Uri, window, workspace } from 'vscode';
import { closeAll, findingOf, findings, lensesOf, open, setValue, workspaceFolder } from '../design.ts';
import { until } from '../until.ts';

/** Waits for an open document of a scheme with such a text. */
const documentOf = (scheme: string, text: RegExp): Promise<TextDocument> =>
	until(`${text} in ${scheme}`, () => workspace.textDocuments.find((document) => document.uri.scheme === scheme && text.test(document.getText())));

suite('documents about designs', () => {
	teardown(closeAll);

	test('the table of a design follows it as it is typed', async () => {
		const editor = await open('tiny.headroom.yaml');
		await commands.executeCommand('headroom.inspect', editor.document.uri);
		const table = await documentOf('headroom-inspect', /^tiny\.headroom\.yaml {2}LlamaForCausalLM\n {2}parameters/);
		assert.match(table.getText(), /2 heads of 64/);
		assert.equal(table.languageId, 'headroom-table');
		await window.showTextDocument(editor.document);
		await setValue(editor, 'num_attention_heads', '4');
		await documentOf('headroom-inspect', /4 heads of 32/);
	});

	test('a design is compared with another file', async () => {
		const editor = await open('tiny.headroom.yaml');
		await lensesOf(editor, (lenses) => lenses.some(({ command }) => command?.command === 'headroom.inspect'));
		await commands.executeCommand('headroom.compare', editor.document.uri, Uri.file(join(workspaceFolder(), 'config.json')));
		await documentOf('headroom-compare', /^# config\.json → tiny\.headroom\.yaml\n\n[\s\S]*\| `num_hidden_layers` \| `30` \| `2` \|/);
		await until('its preview', () => window.tabGroups.all.some(({ tabs }) => tabs.some(({ label }) => label.includes('tiny.headroom.yaml and config.json'))));
	});

	test('a design is compared with its last commit, and the comparison follows it', async () => {
		const folder = join(workspaceFolder(), 'versioned');
		mkdirSync(folder);
		writeFileSync(join(folder, 'a.headroom.yaml'), 'model:\n  model_type: llama\n  num_attention_heads: 8\n');
		for (const args of [
			['init', '-q'],
			['add', '.'],
			['-c', 'user.name=a', '-c', 'user.email=a@example.org', 'commit', '-qm', 'first'],
		])
			execFileSync('git', args, { cwd: folder });
		const editor = await open('versioned/a.headroom.yaml');
		const lenses = await lensesOf(editor, (found) => found.some(({ command }) => command?.title === 'Compare with HEAD'));
		await setValue(editor, 'num_attention_heads', '16');
		const lens = lenses.find(({ command }) => command?.title === 'Compare with HEAD');
		await commands.executeCommand(lens?.command?.command ?? '', ...(lens?.command?.arguments ?? []));
		await documentOf('headroom-compare', /\| `num_attention_heads` \| `8` \| `16` \|/);
		await window.showTextDocument(editor.document);
		await setValue(editor, 'num_attention_heads', '32');
		await documentOf('headroom-compare', /\| `num_attention_heads` \| `8` \| `32` \|/);
	});

	test('a new design begins as a template in which nothing is found', async () => {
		await commands.executeCommand('headroom.newDesign', Uri.file(workspaceFolder()), 'decoder', 'yaml');
		const editor = window.activeTextEditor;
		assert.ok(editor);
		assert.equal(editor.document.uri.scheme, 'untitled');
		assert.match(editor.document.getText(), /^model:\n {2}model_type: llama\n/);
		await lensesOf(editor, (lenses) => lenses.some(({ command }) => /^[\d.]+K parameters/.test(command?.title ?? '')));
		assert.deepEqual(findings(editor), []);
	});

	test('hints stay quiet, keys that do nothing are grey, and findings name the other keys involved', async () => {
		const editor = await open('gpt.json', '{\n  "model_type": "gpt2",\n  "head_dim": 128,\n  "n_embd": 768,\n  "vocab_size": 50257\n}\n');
		const ignored = await findingOf(editor, 'head-dim-ignored-by-model');
		assert.deepEqual(ignored.tags, [DiagnosticTag.Unnecessary]);
		assert.equal((await findingOf(editor, 'vocab-padding')).severity, DiagnosticSeverity.Hint);
		const [related] = (await findingOf(editor, 'softmax-bottleneck-width')).relatedInformation ?? [];
		assert.equal(editor.document.getText(related?.location.range), '50257');
	});
});
