import { existsSync } from 'node:fs';
import { commands, type Disposable, window } from 'vscode';
import { runtimesFolder } from '../files/runtimes.ts';
import { RUNTIMES, type RuntimeName, uninstall } from '../install/uninstall.ts';

const LABELS: Record<RuntimeName, string> = { cuda: 'CUDA Runtime', tensorflow: 'TensorFlow.js' };

/** `headroom.uninstallRuntime`: removes what was installed, after asking. */
export const registerUninstallRuntime = (environment: NodeJS.ProcessEnv): Disposable =>
	commands.registerCommand('headroom.uninstallRuntime', async () => {
		const runtimes = runtimesFolder(environment);
		const names = (Object.keys(RUNTIMES) as RuntimeName[]).filter((name) => existsSync(RUNTIMES[name](runtimes)));
		if (names.length === 0) return void window.showInformationMessage(`No runtime is installed in ${runtimes}.`);
		const items = names.map((name) => ({ label: LABELS[name], description: RUNTIMES[name](runtimes), name }));
		const item = await window.showQuickPick(items, { placeHolder: 'Runtime to remove' });
		if (item === undefined) return;
		const remove = 'Remove';
		const choice = await window.showWarningMessage(`Remove ${item.label}?`, { modal: true, detail: item.description }, remove);
		if (choice !== remove) return;
		try {
			await uninstall(item.name, runtimes);
		} catch (error) {
			await window.showErrorMessage((error as Error).message);
		}
	});
