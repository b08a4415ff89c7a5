import { strict as assert } from 'node:assert';
import { suite, teardown, test } from 'mocha';
import { DiagnosticSeverity } from 'vscode';
import { closeAll, findingOf, findings, noFindingOf, open, ruleOf, setValue, valueRange } from '../design.ts';

suite('diagnostics', () => {
	teardown(closeAll);

	test('heads that do not divide the width are an error on their value while they are typed, and it goes away', async () => {
		const editor = await open('tiny.headroom.yaml');
		assert.deepEqual(findings(editor), []);
		await setValue(editor, 'num_attention_heads', '5');
		const finding = await findingOf(editor, 'heads-not-dividing-hidden');
		assert.equal(finding.severity, DiagnosticSeverity.Error);
		assert.equal(finding.source, 'headroom');
		assert.deepEqual(finding.range, valueRange(editor, 'num_attention_heads'));
		assert.match(finding.message, /5 heads.*128/);
		await setValue(editor, 'num_attention_heads', '2');
		await noFindingOf(editor);
	});

	test('so many heads that their scores lose rank against the sequence length are a finding', async () => {
		const editor = await open('tiny.headroom.yaml');
		await setValue(editor, 'num_attention_heads', '16');
		const finding = await findingOf(editor, 'head-rank-below-seq');
		assert.deepEqual(finding.range, valueRange(editor, 'num_attention_heads'));
		assert.match(finding.message, /rank ≤ 8\b.*128 tokens/);
	});

	test('a key that the family does not know is found by name', async () => {
		const editor = await open('misspelt.headroom.yaml', 'model:\n  model_type: llama\n  hiden_size: 128\n');
		const finding = await findingOf(editor, 'unknown-key');
		assert.equal(editor.document.getText(finding.range), 'hiden_size');
	});

	test('a design says off to a rule', async () => {
		const text = 'model:\n  model_type: llama\n  hidden_size: 128\n  num_attention_heads: 5\nrules:\n  heads-not-dividing-hidden: off\n';
		const editor = await open('quiet.headroom.yaml', text);
		await setValue(editor, 'hidden_size', 'wide');
		await findingOf(editor, 'wrong-type');
		await setValue(editor, 'hidden_size', '128');
		await noFindingOf(editor, 'wrong-type');
		assert.deepEqual(
			findings(editor)
				.map(ruleOf)
				.filter((rule) => rule === 'heads-not-dividing-hidden'),
			[],
		);
	});
});
