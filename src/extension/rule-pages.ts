import { readdir, readFile } from 'node:fs/promises';
import { basename, join } from 'node:path';
import { commands, Disposable, type QuickPickItem, Uri, window, workspace } from 'vscode';

/** Addresses of pages, which come with the extension. A setting of the manifest opens them as previews of Markdown. */
const SCHEME = 'headroom-rule';

/** Where diagnostics and links of the server lead, with `{id}` in place of the rule: the editor follows no command from a diagnostic. */
export const RULE_PAGE = `${SCHEME}:/{id}.md`;

/** The pages of rules, and `headroom.openRule`: shows one beside the editor, the given one or one that is picked. */
export function registerRulePages(extension: Uri): Disposable {
	const folder = Uri.joinPath(extension, 'docs', 'rules').fsPath;
	return Disposable.from(
		workspace.registerTextDocumentContentProvider(SCHEME, { provideTextDocumentContent: ({ path }) => readFile(join(folder, basename(path)), 'utf8') }),
		commands.registerCommand('headroom.openRule', async (argument: unknown) => {
			const id = typeof argument === 'string' && /^[a-z-]+$/.test(argument) ? argument : await pickRule(folder);
			if (id !== undefined) await commands.executeCommand('markdown.showPreviewToSide', Uri.parse(RULE_PAGE.replace('{id}', id)));
		}),
	);
}

async function pickRule(folder: string): Promise<string | undefined> {
	const items = readdir(folder).then((names) =>
		Promise.all(names.filter((name) => name.endsWith('.md') && name !== 'README.md').map((name) => itemOf(join(folder, name)))),
	);
	return (await window.showQuickPick(items, { title: 'Show Rule', placeHolder: 'What it says, why, and when to switch it off', matchOnDetail: true }))?.label;
}

/** A page opens with the rule's name and what it says. */
async function itemOf(path: string): Promise<QuickPickItem> {
	const [, summary = ''] = (await readFile(path, 'utf8')).split('\n\n', 2);
	return { label: basename(path, '.md'), detail: summary };
}
