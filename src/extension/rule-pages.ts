import { readdir, readFile } from 'node:fs/promises';
import { basename } from 'node:path';
import { commands, type Disposable, type QuickPickItem, Uri, window } from 'vscode';

/** Where diagnostics, hovers and links of the server lead, with `{id}` in place of the rule. */
export const RULE_PAGE = 'command:headroom.openRule?%5B%22{id}%22%5D';

/** `headroom.openRule`: shows the page of a rule beside the editor, of the given one or of one that is picked. Pages come with the extension. */
export function registerRulePages(extension: Uri): Disposable {
	const pages = Uri.joinPath(extension, 'docs', 'rules');
	return commands.registerCommand('headroom.openRule', async (argument: unknown) => {
		const id = typeof argument === 'string' && /^[a-z-]+$/.test(argument) ? argument : await pickRule(pages.fsPath);
		if (id !== undefined) await commands.executeCommand('markdown.showPreviewToSide', Uri.joinPath(pages, `${id}.md`));
	});
}

async function pickRule(folder: string): Promise<string | undefined> {
	const items = readdir(folder).then((names) =>
		Promise.all(names.filter((name) => name.endsWith('.md') && name !== 'README.md').map((name) => itemOf(`${folder}/${name}`))),
	);
	return (await window.showQuickPick(items, { title: 'Show Rule', placeHolder: 'What it says, why, and when to switch it off', matchOnDetail: true }))?.label;
}

/** A page opens with the rule's name and what it says. */
async function itemOf(path: string): Promise<QuickPickItem> {
	const [, summary = ''] = (await readFile(path, 'utf8')).split('\n\n', 2);
	return { label: basename(path, '.md'), detail: summary };
}
