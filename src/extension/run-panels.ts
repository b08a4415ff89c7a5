import { randomBytes } from 'node:crypto';
import { access } from 'node:fs/promises';
import { basename, join } from 'node:path';
import { commands, Disposable, env, type LogOutputChannel, UIKind, Uri, ViewColumn, type WebviewPanel, window, workspace } from 'vscode';
import { formatMoment } from '../../webview/shared/format.ts';
import type { RunHeader, ToRunPanel } from '../../webview/shared/protocol.ts';
import { runPanelHtml } from './run-panel-html.ts';
import { readMessage, readPlace } from './run-panel-messages.ts';
import type { Run, Runs } from './runs.ts';

/** One panel for each run that is looked at. A panel keeps nothing: it is filled again whenever it says that it is ready. */
export interface RunPanels extends Disposable {
	/** Shows a run beside the editor, or in the given column; focus stays where it is. */
	show(run: Run, column?: ViewColumn): void;
	isVisible(run: Run): boolean;
	/** The run whose panel has the focus. */
	active(): Run | undefined;
}

const VIEW_TYPE = 'headroom.run';

export interface RunPanelsOptions {
	runs: Runs;
	/** The extension's folder. */
	extension: Uri;
	log: LogOutputChannel;
}

export function registerRunPanels({ runs, extension, log }: RunPanelsOptions): RunPanels {
	const resources = Uri.joinPath(extension, 'dist', 'webview');
	const shown = new Map<string, { panel: WebviewPanel; run: Run }>();

	const post = ({ place }: Run, message: ToRunPanel) => void shown.get(place.folder)?.panel.webview.postMessage(message);

	const attach = (panel: WebviewPanel, run: Run) => {
		const { webview } = panel;
		shown.set(run.place.folder, { panel, run });
		panel.iconPath = { light: Uri.joinPath(extension, 'media', 'run-light.svg'), dark: Uri.joinPath(extension, 'media', 'run-dark.svg') };
		panel.onDidDispose(() => shown.delete(run.place.folder));
		webview.options = { enableScripts: true, localResourceRoots: [resources] };
		webview.onDidReceiveMessage((received) => {
			const message = readMessage(received);
			if (message === undefined) return log.warn('The run panel sent a message that is not known.', received);
			void answer(message.type, run, panel);
		});
		webview.html = runPanelHtml({
			address: (file) => webview.asWebviewUri(Uri.joinPath(resources, file)).toString(),
			source: webview.cspSource,
			nonce: randomBytes(16).toString('hex'),
		});
	};

	const answer = async (type: NonNullable<ReturnType<typeof readMessage>>['type'], run: Run, panel: WebviewPanel): Promise<unknown> => {
		switch (type) {
			case 'ready':
				return post(run, { type: 'run', run: headerOf(run), events: run.events });
			case 'stop':
				return runs.stop(run);
			case 'train-again':
				return commands.executeCommand('headroom.train', Uri.file(run.place.design), panel.viewColumn);
			case 'open-design':
				return window.showTextDocument(Uri.file(run.place.design), { viewColumn: columnOf(run.place.design) ?? ViewColumn.One });
			case 'open-folder':
				return openFolder(run);
			case 'show-log':
				return showLog(run, log);
		}
	};

	const subscriptions = [
		runs.onDidChange(({ run, events }) => {
			if (events.length > 0) post(run, { type: 'events', events });
			post(run, { type: 'state', ...run.standing });
		}),
		window.registerWebviewPanelSerializer(VIEW_TYPE, {
			async deserializeWebviewPanel(panel, state: unknown) {
				const place = readPlace(state);
				if (place === undefined) return panel.dispose();
				attach(panel, await runs.open(place));
			},
		}),
	];
	return {
		show(run, column) {
			const known = shown.get(run.place.folder);
			if (known) return known.panel.reveal(known.panel.viewColumn, true);
			const panel = window.createWebviewPanel(VIEW_TYPE, titleOf(run), { viewColumn: column ?? ViewColumn.Beside, preserveFocus: true });
			attach(panel, run);
		},
		isVisible: ({ place }) => shown.get(place.folder)?.panel.visible === true,
		active: () => [...shown.values()].find(({ panel }) => panel.active)?.run,
		dispose: () => Disposable.from(...subscriptions).dispose(),
	};
}

/** Runs of one design are told apart by when they began. */
const titleOf = ({ name, place }: Run): string => `${name} (run) ${formatMoment(new Date(place.started), new Date())}`;

const headerOf = ({ id, name, place, standing }: Run): RunHeader => ({ id, name, design: basename(place.design), ...standing, restore: place });

/** The column that shows a file already. */
function columnOf(path: string): ViewColumn | undefined {
	return window.visibleTextEditors.find(({ document }) => document.uri.fsPath === path)?.viewColumn;
}

/** In the system's file browser where there is one, else in the explorer. */
async function openFolder({ place: { folder } }: Run): Promise<unknown> {
	const uri = Uri.file(folder);
	if (!(await exists(folder))) return window.showInformationMessage(`This run wrote nothing to ${folder}.`);
	if (env.uiKind === UIKind.Desktop && env.remoteName === undefined) return commands.executeCommand('revealFileInOS', uri);
	if (workspace.getWorkspaceFolder(uri)) return commands.executeCommand('revealInExplorer', uri);
	return window.showInformationMessage(`The run is in ${folder}.`);
}

/** The run's own log, or the extension's where the run wrote none. */
async function showLog({ place: { folder } }: Run, log: LogOutputChannel): Promise<void> {
	const file = join(folder, 'log.txt');
	if (await exists(file)) await window.showTextDocument(Uri.file(file), { preview: true });
	else log.show();
}

const exists = (path: string): Promise<boolean> =>
	access(path).then(
		() => true,
		() => false,
	);
