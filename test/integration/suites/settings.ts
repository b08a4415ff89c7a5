import { strict as assert } from 'node:assert';
import { mkdir, rename, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { suite, teardown, test } from 'mocha';
import { type CodeLens, ConfigurationTarget, commands, type InlayHint, languages, Range, Uri, workspace } from 'vscode';
import { closeAll, findingOf, findings, lensesOf, noFindingOf, open, setValue, workspaceFolder } from '../design.ts';
import { until } from '../until.ts';

const UNEVEN = 'model:\n  model_type: llama\n  hidden_size: 128\n  vocab_size: 256\n  num_attention_heads: 5\ndata:\n  sequence_length: 128\n';
const set = (key: string, value: unknown) => workspace.getConfiguration().update(key, value, ConfigurationTarget.Workspace);
const found = (name: string) => languages.getDiagnostics(Uri.file(join(workspaceFolder(), name))).filter(({ source }) => source === 'headroom').length;

suite('settings', () => {
	const changed = new Set<string>();
	const change = async (key: string, value: unknown) => {
		changed.add(key);
		await set(key, value);
	};
	teardown(async () => {
		for (const key of changed) await set(key, undefined);
		changed.clear();
		await closeAll();
	});

	test('a rule is switched off in the workspace, and on again', async () => {
		const editor = await open('uneven.headroom.yaml', UNEVEN);
		await findingOf(editor, 'heads-not-dividing-hidden');
		changed.add('headroom.rules');
		// It ends when its message is answered.
		void commands.executeCommand('headroom.switchOffRule', 'heads-not-dividing-hidden', editor.document.uri.toString());
		await noFindingOf(editor, 'heads-not-dividing-hidden');
		assert.deepEqual(workspace.getConfiguration('headroom', editor.document.uri).inspect('rules')?.workspaceValue, { 'heads-not-dividing-hidden': 'off' });
		await set('headroom.rules', undefined);
		await findingOf(editor, 'heads-not-dividing-hidden');
	});

	test('inlay hints and code lenses go and come back', async () => {
		const editor = await open('tiny.headroom.yaml');
		const all = new Range(0, 0, editor.document.lineCount, 0);
		const hints = (enough: (hints: InlayHint[]) => boolean) =>
			until('inlay hints', async () => {
				const shown = await commands.executeCommand<InlayHint[]>('vscode.executeInlayHintProvider', editor.document.uri, all);
				return enough(shown) && shown;
			});
		await hints((shown) => shown.some(({ label }) => label === 'head size 64'));
		await change('headroom.inlayHints.enabled', false);
		await hints((shown) => shown.length === 0);
		await change('headroom.codeLens.enabled', false);
		await lensesOf(editor, (lenses) => lenses.length === 0);
	});

	test('findings wait for the text to be saved', async () => {
		await change('headroom.lint.run', 'onSave');
		const editor = await open('saved.headroom.yaml', UNEVEN.replace('heads: 5', 'heads: 2'));
		const titles = (lenses: CodeLens[]) => lenses.map(({ command }) => command?.title).join();
		const before = titles(await lensesOf(editor, (lenses) => lenses.length > 0));
		await setValue(editor, 'num_attention_heads', '5');
		// Facts follow at once, from the same text.
		await lensesOf(editor, (lenses) => lenses.length > 0 && titles(lenses) !== before);
		assert.deepEqual(findings(editor), []);
		await editor.document.save();
		await findingOf(editor, 'heads-not-dividing-hidden');
	});

	test('all designs of the workspace are linted, and followed when they move or go', async () => {
		const folder = join(workspaceFolder(), 'elsewhere');
		await mkdir(folder, { recursive: true });
		await writeFile(join(folder, 'a.headroom.yaml'), UNEVEN);
		assert.equal(found('elsewhere/a.headroom.yaml'), 0);
		await change('headroom.lint.workspace', 'workspace');
		await until('a finding in a file that is not open', () => found('elsewhere/a.headroom.yaml') > 0);
		await writeFile(join(folder, 'b.headroom.yaml'), UNEVEN);
		await until('a finding in a new file', () => found('elsewhere/b.headroom.yaml') > 0);
		await rename(folder, join(workspaceFolder(), 'moved'));
		await until('findings in the moved folder', () => found('moved/a.headroom.yaml') > 0 && found('elsewhere/a.headroom.yaml') === 0);
		await rm(join(workspaceFolder(), 'moved'), { recursive: true });
		await until('no finding in a folder that is gone', () => found('moved/a.headroom.yaml') + found('moved/b.headroom.yaml') === 0);
	});

	test('what has one fix is mended on save', async () => {
		await change('editor.codeActionsOnSave', { 'source.fixAll.headroom': 'explicit' });
		const editor = await open('slips.headroom.yaml', 'model:\n  model_type: llama\n  hiden_size: 128\n  vocab_sise: 256\n');
		await findingOf(editor, 'unknown-key');
		await editor.edit((edit) => edit.insert(editor.document.positionAt(editor.document.getText().length), '  num_hidden_layers: 2\n'));
		await editor.document.save();
		await until('the fixed text', () => /\n {2}hidden_size: 128\n {2}vocab_size: 256\n/.test(editor.document.getText()));
	});
});
