import { strict as assert } from 'node:assert';
import { suite, teardown, test } from 'mocha';
import type { CodeLens } from 'vscode';
import { closeAll, lensesOf, open, setValue } from '../design.ts';

const titlesOf = (lenses: CodeLens[]): string => lenses.map(({ command }) => command?.title).join('\n');

suite('code lenses', () => {
	teardown(closeAll);

	test('say above the model what it comes to, and offer Train', async () => {
		const editor = await open('tiny.headroom.yaml');
		const lenses = await lensesOf(editor, (found) => found.length >= 2);
		const model = editor.document.getText().split('\n').indexOf('model:');
		assert.deepEqual([...new Set(lenses.map(({ range }) => range.start.line))], [model]);
		assert.match(titlesOf(lenses), /(^|\n)[\d.]+K parameters .*rank.*KV cache/);
		const train = lenses.find(({ command }) => command?.command === 'headroom.train');
		assert.match(train?.command?.title ?? '', /Train/);
	});

	test('follow the text', async () => {
		const editor = await open('tiny.headroom.yaml');
		const before = titlesOf(await lensesOf(editor, (found) => found.length >= 2));
		await setValue(editor, 'num_hidden_layers', '4');
		await lensesOf(editor, (found) => found.length >= 2 && titlesOf(found) !== before);
	});

	test('stand above the model of a Hugging Face configuration too', async () => {
		const editor = await open('config.json');
		const lenses = await lensesOf(editor, (found) => found.length >= 2);
		assert.match(titlesOf(lenses), /[\d.]+M parameters/);
		assert.ok(lenses.some(({ command }) => /Train/.test(command?.title ?? '')));
	});
});
