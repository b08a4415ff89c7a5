import { strict as assert } from 'node:assert';
import { suite, teardown, test } from 'mocha';
import { DiagnosticSeverity, Position } from 'vscode';
import { closeAll, findingOf, findings, lensesOf, noFindingOf, open } from '../design.ts';

suite('bad input', () => {
	teardown(closeAll);

	test('a syntax error is a diagnostic at its place, and the last facts stay, said to be past', async () => {
		const editor = await open('tiny.headroom.yaml');
		await lensesOf(editor, (found) => found.some(({ command }) => /parameters/.test(command?.title ?? '')));
		const line = editor.document
			.getText()
			.split('\n')
			.findIndex((text) => text.includes('num_hidden_layers'));
		await editor.edit((edit) => edit.insert(new Position(line, 0), '  broken: "\n'));
		const finding = await findingOf(editor, 'syntax');
		assert.equal(finding.severity, DiagnosticSeverity.Error);
		assert.ok(finding.range.start.line >= line, `It stands on line ${finding.range.start.line}, not at or after ${line}.`);
		await lensesOf(editor, (found) => found.some(({ command }) => /[Bb]efore.*parameters/.test(command?.title ?? '')));
	});

	test('an unknown family is one piece of information and nothing is guessed', async () => {
		const editor = await open('unknown.headroom.yaml', 'model:\n  model_type: resnet\n  hidden_size: 100\n  num_attention_heads: 3\n');
		const finding = await findingOf(editor, 'unknown-family');
		assert.equal(finding.severity, DiagnosticSeverity.Information);
		assert.equal(findings(editor).length, 1);
	});

	test('an empty design and JSON that is no design do no harm', async () => {
		await open('empty.headroom.yaml', '');
		const other = await open('package.json', '{ "name": "other", "num_attention_heads": 3 }');
		await noFindingOf(other);
		const editor = await open('after.headroom.yaml', 'model:\n  model_type: llama\n  hidden_size: 100\n  num_attention_heads: 3\n');
		await findingOf(editor, 'heads-not-dividing-hidden');
		assert.deepEqual(findings(other), []);
	});
});
