import { basename, dirname, resolve } from 'node:path';
import { Uri, window, workspace } from 'vscode';

/** Files that the language server looks at: every design file, and any JSON, which it lints when it has a `model_type`. */
export const DESIGN_SELECTOR = ['file', 'untitled'].flatMap((scheme) => [
	{ scheme, pattern: '**/*.headroom.{yaml,yml,json,jsonc}' },
	{ scheme, language: 'json' },
	{ scheme, language: 'jsonc' },
]);

/** Design files in the workspace, as a search pattern. */
export const DESIGN_FILES = '**/*.headroom.{yaml,yml,json,jsonc}';

export const isDesignFile = (path: string): boolean => /\.headroom\.(ya?ml|jsonc?)$/.test(path);

/** The file a command was called for: its argument as a CodeLens or the explorer gives it, else the active editor's. */
export function fileOf(argument: unknown): Uri | undefined {
	if (argument instanceof Uri) return argument;
	if (typeof argument === 'string') return Uri.parse(argument, true);
	return window.activeTextEditor?.document.uri;
}

/** What reads designs is a third of the extension's code: it is loaded when it is first needed, not when the editor starts. */
export const reader = () => import('../design/design.ts');

/** What a file is to Headroom: a design, a model's configuration, or neither. */
export async function kindOf(uri: Uri): Promise<'design' | 'configuration' | undefined> {
	if (isDesignFile(uri.path)) return 'design';
	const { getText } = await workspace.openTextDocument(uri);
	const { isDesign } = await reader();
	return isDesign(basename(uri.path), getText()) ? 'configuration' : undefined;
}

/** Saves a design and the file that its `model:` names where they were changed, so that a run uses what is seen. False where one could not be saved. */
export async function saveDesign(uri: Uri): Promise<boolean> {
	const document = await workspace.openTextDocument(uri);
	const { readDesign } = await reader();
	const files = new Set([uri.fsPath]);
	readDesign(document.getText(), {
		name: basename(uri.path),
		read: (path) => {
			files.add(resolve(dirname(uri.fsPath), path));
			return undefined;
		},
	});
	const dirty = workspace.textDocuments.filter((open) => open.isDirty && files.has(open.uri.fsPath));
	return (await Promise.all(dirty.map((open) => open.save()))).every((saved) => saved);
}
