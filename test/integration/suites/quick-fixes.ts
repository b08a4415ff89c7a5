import { strict as assert } from 'node:assert';
import { suite, teardown, test } from 'mocha';
import { type CodeAction, commands, workspace } from 'vscode';
import { closeAll, findingOf, fixesAt, noFindingOf, open, setValue } from '../design.ts';
import { until } from '../until.ts';

/** Titles of those that change the model; others explain the finding or change what is reported. */
const repairs = (fixes: CodeAction[]): string[] => fixes.filter(({ title, edit }) => edit && !title.startsWith('Switch ')).map(({ title }) => title);

const EFFECT = / — (parameters unchanged|[−+][\d.]+[KMGB]? parameters)$/;

suite('quick fixes', () => {
	teardown(closeAll);

	test('name their effect, apply as one undo step and leave comments and order alone', async () => {
		const editor = await open('tiny.headroom.yaml');
		const { document } = editor;
		await setValue(editor, 'num_attention_heads', '5');
		const broken = document.getText();
		const { range } = await findingOf(editor, 'heads-not-dividing-hidden');
		const fixes = await fixesAt(editor, range, (found) => repairs(found).length >= 3);
		for (const title of repairs(fixes)) assert.match(title, EFFECT);

		const fix = fixes.find(({ title }) => title.startsWith('Use 4 heads'));
		assert.ok(fix?.edit, `No fix to 4 heads among ${fixes.map(({ title }) => title).join(' | ')}`);
		assert.ok(await workspace.applyEdit(fix.edit));
		await noFindingOf(editor, 'heads-not-dividing-hidden');
		const [before, after] = [broken.split('\n'), document.getText().split('\n')];
		assert.equal(after.length, before.length);
		const changed = after.filter((line, index) => line !== before[index]);
		assert.ok(
			changed.every((line) => /num_(attention|key_value)_heads: 4/.test(line)),
			changed.join('\n'),
		);
		assert.match(document.getText(), /num_attention_heads: 4 +# try 5/);

		await commands.executeCommand('undo');
		await until('the text before the fix', () => document.getText() === broken);
		await findingOf(editor, 'heads-not-dividing-hidden');
	});

	test('of lost rank set the head size by itself, and the finding is gone', async () => {
		const editor = await open('tiny.headroom.yaml');
		await setValue(editor, 'num_attention_heads', '16');
		const { range } = await findingOf(editor, 'head-rank-below-seq');
		const fixes = await fixesAt(editor, range, (found) => found.some(({ title }) => title.startsWith('Set head_dim')));
		for (const title of repairs(fixes)) assert.match(title, EFFECT);
		const fix = fixes.find(({ title }) => title.startsWith('Set head_dim'));
		assert.ok(fix?.edit);
		assert.ok(await workspace.applyEdit(fix.edit));
		await noFindingOf(editor, 'head-rank-below-seq');
		assert.match(editor.document.getText(), /\n {2}head_dim: \d+\n/);
	});
});
