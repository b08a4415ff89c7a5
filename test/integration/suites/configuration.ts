import { strict as assert } from 'node:assert';
import { suite, teardown, test } from 'mocha';
import { workspace } from 'vscode';
import { closeAll, findingOf, fixesAt, noFindingOf, open, setValue, valueRange } from '../design.ts';

suite('config.json', () => {
	teardown(closeAll);

	test('is linted as it is typed and fixed in its own layout', async () => {
		const editor = await open('config.json');
		await setValue(editor, 'num_attention_heads', '7');
		await setValue(editor, 'num_key_value_heads', '7');
		const finding = await findingOf(editor, 'heads-not-dividing-hidden');
		assert.deepEqual(finding.range, valueRange(editor, 'num_attention_heads'));
		const fixes = await fixesAt(editor, finding.range, (found) => found.some(({ title }) => title.startsWith('Use ')));
		const fix = fixes.find(({ title }) => title.startsWith('Use '));
		assert.ok(fix?.edit);
		const lines = editor.document.lineCount;
		assert.ok(await workspace.applyEdit(fix.edit));
		await noFindingOf(editor, 'heads-not-dividing-hidden');
		assert.equal(editor.document.lineCount, lines);
		JSON.parse(editor.document.getText());
	});
});
