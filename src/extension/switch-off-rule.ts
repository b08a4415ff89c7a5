import { ConfigurationTarget, commands, type Disposable, Uri, window, workspace } from 'vscode';

type Severities = Record<string, string>;

/** `headroom.switchOffRule`: sets a rule to `off` in the settings of the workspace, of the file's folder where there are several, of the user where there is none. */
export const registerSwitchOffRule = (): Disposable =>
	commands.registerCommand('headroom.switchOffRule', async (id: unknown, file: unknown): Promise<void> => {
		if (typeof id !== 'string' || !/^[a-z-]+$/.test(id)) return;
		const uri = typeof file === 'string' ? Uri.parse(file, true) : undefined;
		const { target, where, value } = placeFor(uri);
		const set = (severities: Severities | undefined) => workspace.getConfiguration('headroom', uri).update('rules', severities, target);
		try {
			await set({ ...value, [id]: 'off' });
		} catch (error) {
			void window.showErrorMessage(`${id} could not be switched off: ${error instanceof Error ? error.message : error}`);
			return;
		}
		const [open, undo] = ['Open Setting', 'Undo'];
		const choice = await window.showInformationMessage(`${id} is off in ${where}.`, open, undo);
		if (choice === undo) await set(value);
		if (choice === open) await openSetting(target, uri);
	});

/** Where the setting goes, and what stands there now. */
function placeFor(uri: Uri | undefined): { target: ConfigurationTarget; where: string; value: Severities | undefined } {
	const inspected = workspace.getConfiguration('headroom', uri).inspect<Severities>('rules');
	const folder = uri && workspace.getWorkspaceFolder(uri);
	const folders = workspace.workspaceFolders ?? [];
	if (folder !== undefined && folders.length > 1)
		return { target: ConfigurationTarget.WorkspaceFolder, where: `the folder ${folder.name}`, value: inspected?.workspaceFolderValue };
	if (folders.length > 0) return { target: ConfigurationTarget.Workspace, where: 'this workspace', value: inspected?.workspaceValue };
	return { target: ConfigurationTarget.Global, where: 'your settings, as no folder is open', value: inspected?.globalValue };
}

async function openSetting(target: ConfigurationTarget, uri: Uri | undefined): Promise<void> {
	const folder = uri && workspace.getWorkspaceFolder(uri);
	if (target === ConfigurationTarget.WorkspaceFolder && folder) await window.showTextDocument(Uri.joinPath(folder.uri, '.vscode', 'settings.json'));
	else {
		const command = target === ConfigurationTarget.Global ? 'workbench.action.openSettings' : 'workbench.action.openWorkspaceSettings';
		await commands.executeCommand(command, { query: '@id:headroom.rules' });
	}
}
