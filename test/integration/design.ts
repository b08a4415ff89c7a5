import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import {
	CodeAction,
	type CodeLens,
	commands,
	type Diagnostic,
	type Hover,
	languages,
	type Position,
	Range,
	type TextEditor,
	Uri,
	window,
	workspace,
} from 'vscode';
import { until } from './until.ts';

/** The folder that is open in the window. */
export function workspaceFolder(): string {
	const folder = workspace.workspaceFolders?.[0];
	if (folder === undefined) throw new Error('The tests need a folder.');
	return folder.uri.fsPath;
}

/** Opens a file of the workspace in an editor; with `text`, writes it first. */
export async function open(name: string, text?: string): Promise<TextEditor> {
	const path = join(workspaceFolder(), name);
	if (text !== undefined) await writeFile(path, text);
	return window.showTextDocument(await workspace.openTextDocument(Uri.file(path)), { preview: false });
}

/** Closes every editor and throws away what was not saved. */
export async function closeAll(): Promise<void> {
	while (window.activeTextEditor?.document.isDirty) await commands.executeCommand('workbench.action.revertAndCloseActiveEditor');
	await commands.executeCommand('workbench.action.closeAllEditors');
}

/** Where the value of a key of one line stands. */
export function valueRange({ document }: TextEditor, key: string): Range {
	const match = new RegExp(`(^|\\n)[^\\n#]*?${key}"?: *`).exec(document.getText());
	if (match === null) throw new Error(`No ${key} in\n${document.getText()}`);
	const start = document.positionAt(match.index + match[0].length);
	const value = /^("[^"]*"|[^\s,#}]+)/.exec(document.lineAt(start).text.slice(start.character))?.[0] ?? '';
	return new Range(start, start.translate(0, value.length));
}

/** Replaces the value of a key, as typing over it does. */
export async function setValue(editor: TextEditor, key: string, value: string): Promise<void> {
	const range = valueRange(editor, key);
	await editor.edit((edit) => edit.replace(range, value));
}

/** The findings that VS Code shows for a document. */
export const findings = ({ document }: TextEditor): Diagnostic[] => languages.getDiagnostics(document.uri).filter(({ source }) => source === 'headroom');

/** The rule of a finding. */
export const ruleOf = ({ code }: Diagnostic): string => String(typeof code === 'object' ? code.value : code);

/** Waits for the finding of a rule. */
export const findingOf = (editor: TextEditor, rule: string): Promise<Diagnostic> =>
	until(`${rule} in ${editor.document.fileName}`, () => findings(editor).find((finding) => ruleOf(finding) === rule));

/** Waits until there is no finding of a rule, or none at all. */
export const noFindingOf = (editor: TextEditor, rule?: string): Promise<boolean> =>
	until(`no ${rule ?? 'finding'}`, () => findings(editor).every((finding) => rule !== undefined && ruleOf(finding) !== rule));

/** Waits for the quick fixes at a place; `enough` tells when they are all there. */
export function fixesAt({ document }: TextEditor, range: Range, enough: (fixes: CodeAction[]) => boolean): Promise<CodeAction[]> {
	return until('quick fixes', async () => {
		const found = await commands.executeCommand<unknown[]>('vscode.executeCodeActionProvider', document.uri, range, 'quickfix');
		const fixes = found.filter((action) => action instanceof CodeAction);
		return enough(fixes) && fixes;
	});
}

/** Waits for code lenses with which `enough` is content. */
export function lensesOf({ document }: TextEditor, enough: (lenses: CodeLens[]) => boolean): Promise<CodeLens[]> {
	return until('code lenses', async () => {
		const lenses = await commands.executeCommand<CodeLens[]>('vscode.executeCodeLensProvider', document.uri, 20);
		return enough(lenses) && lenses;
	});
}

/** Waits for a hover at a place; its text. */
export function hoverAt({ document }: TextEditor, position: Position): Promise<string> {
	return until('a hover', async () => {
		const hovers = await commands.executeCommand<Hover[]>('vscode.executeHoverProvider', document.uri, position);
		const text = hovers.flatMap(({ contents }) => contents.map((content) => (typeof content === 'string' ? content : content.value))).join('\n');
		return text !== '' && text;
	});
}
