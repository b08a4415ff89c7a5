import { basename } from 'node:path';
import { commands, Disposable, type QuickPickItem, QuickPickItemKind, Uri, window, workspace } from 'vscode';
import type { CompareParams, Side } from '../server/requests.ts';
import { DESIGN_FILES, fileOf } from './designs.ts';
import type { DesignServer } from './language-client.ts';
import { publishedModels } from './published-models.ts';
import { registerReadonlyDocuments } from './readonly-documents.ts';

/** `headroom.compareWithHead` and `headroom.compare`: a design beside another, as a table in a preview that follows both. */
export function registerCompare(server: DesignServer, extension: Uri): Disposable {
	const published = Uri.joinPath(extension, 'examples', 'published');
	const pages = registerReadonlyDocuments<CompareParams>('headroom-compare', server, async (sides) => {
		const comparison = await server.compare(sides);
		return 'markdown' in comparison ? comparison.markdown : comparison.problem;
	});
	const show = async (uri: Uri, before: Side) => {
		const sides: CompareParams = { before, after: { uri: uri.toString(), name: before.revision === undefined ? workspace.asRelativePath(uri) : 'now' } };
		// Said at once, where there is nothing to show.
		const comparison = await server.compare(sides);
		if ('problem' in comparison) return void window.showErrorMessage(`No comparison: ${comparison.problem}`);
		await commands.executeCommand('markdown.showPreviewToSide', pages.address(`${basename(uri.path)} and ${basename(before.name)}.md`, sides));
	};
	const withDesign = (act: (uri: Uri, other: unknown) => Promise<void>) => async (argument: unknown, other: unknown) => {
		const uri = fileOf(argument);
		if (uri === undefined) return void window.showErrorMessage('Open the design to compare: a file NAME.headroom.yaml, or a config.json.');
		await act(uri, other);
	};
	return Disposable.from(
		pages,
		commands.registerCommand(
			'headroom.compareWithHead',
			withDesign((uri) => show(uri, headOf(uri))),
		),
		commands.registerCommand(
			'headroom.compare',
			withDesign(async (uri, other) => {
				const side = other instanceof Uri ? fileSide(other) : await pickSide(uri, published.fsPath);
				if (side !== undefined) await show(uri, side);
			}),
		),
	);
}

const headOf = (uri: Uri): Side => ({ uri: uri.toString(), revision: 'HEAD', name: 'HEAD' });
const fileSide = (uri: Uri): Side => ({ uri: uri.toString(), name: workspace.asRelativePath(uri) });

type SideItem = QuickPickItem & { side?: () => Promise<Side | undefined> };

/** HEAD, a design of the workspace, any file, or a published model. */
async function pickSide(uri: Uri, folder: string): Promise<Side | undefined> {
	const separator = (label: string): SideItem => ({ label, kind: QuickPickItemKind.Separator });
	const items = async (): Promise<SideItem[]> => {
		const [designs, models] = await Promise.all([workspace.findFiles(DESIGN_FILES, '**/node_modules/**', 50), publishedModels(folder)]);
		const others = designs.filter((other) => other.toString() !== uri.toString()).sort((a, b) => a.path.localeCompare(b.path));
		return [
			...(uri.scheme === 'file' ? [{ label: '$(git-commit) HEAD', description: 'as it was committed last', side: async () => headOf(uri) }] : []),
			{ label: '$(folder-opened) Another File…', side: browse },
			...(others.length === 0 ? [] : [separator('designs of this workspace')]),
			...others.map((other): SideItem => ({ label: workspace.asRelativePath(other), side: async () => fileSide(other) })),
			separator('published models'),
			...models.map(({ name, path, facts }): SideItem => ({ label: name, detail: facts, side: async () => ({ uri: Uri.file(path).toString(), name }) })),
		];
	};
	const chosen = await window.showQuickPick(items(), { title: `Compare ${basename(uri.path)} With…`, matchOnDetail: true });
	return chosen?.side?.();
}

async function browse(): Promise<Side | undefined> {
	const [file] = (await window.showOpenDialog({ title: 'Compare With', filters: { Designs: ['yaml', 'yml', 'json', 'jsonc'] } })) ?? [];
	return file && fileSide(file);
}
