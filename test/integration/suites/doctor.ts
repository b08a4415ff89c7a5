import { strict as assert } from 'node:assert';
import { suite, teardown, test } from 'mocha';
import { commands, version, window } from 'vscode';
import { closeAll } from '../design.ts';

suite('the doctor', () => {
	teardown(closeAll);

	test('opens its report, which says what can train here and by what', async () => {
		await commands.executeCommand('headroom.doctor');
		const document = window.activeTextEditor?.document;
		assert.equal(document?.uri.scheme, 'headroom-doctor');
		const report = document?.getText() ?? '';
		assert.match(report, /^Headroom \d/);
		assert.ok(report.includes(version), report);
		assert.match(report, /✓ cpu +can run/);
		assert.match(report, /--backend auto takes \w+/);
		assert.equal(document?.languageId, 'headroom-table');
	});

	test('writes it anew when it is asked again', async () => {
		await commands.executeCommand('headroom.doctor');
		await commands.executeCommand('headroom.doctor');
		assert.equal(window.visibleTextEditors.filter(({ document }) => document.uri.scheme === 'headroom-doctor').length, 1);
	});
});
