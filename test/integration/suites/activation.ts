import { strict as assert } from 'node:assert';
import { suite, test } from 'mocha';
import { commands, extensions } from 'vscode';
import { closeAll, open } from '../design.ts';
import { until } from '../until.ts';

suite('activation', () => {
	test('a design starts the extension', async () => {
		await open('tiny.headroom.yaml');
		const extension = extensions.getExtension('headroom.headroom');
		assert.ok(extension, 'The extension is not installed.');
		await until('activation', () => extension.isActive);
		await extension.activate(); // Rejects where its start failed.
		await closeAll();
	});

	test('every command of the manifest is there', async () => {
		const extension = extensions.getExtension('headroom.headroom');
		const contributed: { command: string }[] = extension?.packageJSON.contributes.commands;
		const registered = await commands.getCommands(true);
		assert.ok(contributed.length > 0);
		assert.deepEqual(
			contributed.map(({ command }) => command).filter((command) => !registered.includes(command)),
			[],
		);
	});
});
