import { strict as assert } from 'node:assert';
import { suite, teardown, test } from 'mocha';
import { commands, TabInputCustom, TabInputWebview, window, workspace } from 'vscode';
import { closeAll, findingOf, open } from '../design.ts';
import { until } from '../until.ts';

const tabs = () => window.tabGroups.all.flatMap((group) => group.tabs);

suite('pages of rules', () => {
	teardown(closeAll);

	test('open where a diagnostic leads, as a preview that needs no network', async () => {
		const editor = await open('uneven.headroom.yaml', 'model:\n  model_type: llama\n  hidden_size: 128\n  num_attention_heads: 5\n');
		const { code } = await findingOf(editor, 'heads-not-dividing-hidden');
		assert.ok(typeof code === 'object', 'The code leads nowhere.');
		const page = await workspace.openTextDocument(code.target);
		assert.match(page.getText(), /^# heads-not-dividing-hidden\n/);
		await commands.executeCommand('vscode.open', code.target);
		const tab = await until('the preview', () =>
			tabs().find(({ input }) => input instanceof TabInputCustom && input.uri.toString() === code.target.toString()),
		);
		assert.equal((tab.input as TabInputCustom).viewType, 'vscode.markdown.preview.editor');
	});

	test('open by command beside the design', async () => {
		await open('tiny.headroom.yaml');
		await commands.executeCommand('headroom.openRule', 'head-rank-below-seq');
		await until('the preview', () => tabs().some(({ input, label }) => input instanceof TabInputWebview && label.includes('head-rank-below-seq')));
	});
});
