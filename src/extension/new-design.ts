import { existsSync } from 'node:fs';
import { basename, dirname, join } from 'node:path';
import { commands, type Disposable, FileType, type QuickPickItem, SnippetString, Uri, window, workspace } from 'vscode';
import { TEMPLATES, type Template, templateSnippet } from '../design/templates.ts';

const SYNTAXES = [
	{ label: 'YAML', description: 'with comments', syntax: 'yaml' },
	{ label: 'JSON', syntax: 'json' },
] as const;

/** `headroom.newDesign`: opens a new design in a folder, not saved yet, as a snippet of a template that is picked. */
export const registerNewDesign = (): Disposable =>
	commands.registerCommand('headroom.newDesign', async (argument: unknown, template: unknown, syntax: unknown) => {
		const chosen = TEMPLATES.find(({ name }) => name === template) ?? (await pickTemplate());
		if (chosen === undefined) return;
		const written =
			SYNTAXES.find((each) => each.syntax === syntax) ??
			(await window.showQuickPick(SYNTAXES, { title: 'New Design (2 of 2)', placeHolder: 'How it is written' }));
		if (written === undefined) return;
		const editor = await window.showTextDocument(await workspace.openTextDocument(await freePlace(argument, written.syntax)));
		await editor.insertSnippet(new SnippetString(templateSnippet(chosen, written.syntax)));
	});

async function pickTemplate(): Promise<Template | undefined> {
	const items = TEMPLATES.map((template): QuickPickItem & { template: Template } => ({ label: template.name, description: template.summary, template }));
	return (await window.showQuickPick(items, { title: 'New Design (1 of 2)', placeHolder: 'What it begins with' }))?.template;
}

/** A name that nothing has, in the folder that was clicked, beside the active file, or at the top of the workspace. */
async function freePlace(argument: unknown, syntax: 'yaml' | 'json'): Promise<Uri> {
	const folder = await folderOf(argument);
	const names = function* () {
		yield `design.headroom.${syntax}`;
		for (let number = 2; ; number++) yield `design-${number}.headroom.${syntax}`;
	};
	for (const name of names()) {
		const path = join(folder ?? '', name);
		const isOpen = workspace.textDocuments.some(({ uri }) => basename(uri.path) === name);
		if (!isOpen && !(folder && existsSync(path))) return folder ? Uri.file(path).with({ scheme: 'untitled' }) : Uri.from({ scheme: 'untitled', path });
	}
	throw new Error('every name is taken');
}

async function folderOf(argument: unknown): Promise<string | undefined> {
	if (argument instanceof Uri) return (await workspace.fs.stat(argument)).type & FileType.Directory ? argument.fsPath : dirname(argument.fsPath);
	const active = window.activeTextEditor?.document.uri;
	if (active?.scheme === 'file' && workspace.getWorkspaceFolder(active)) return dirname(active.fsPath);
	return workspace.workspaceFolders?.[0]?.uri.fsPath;
}
