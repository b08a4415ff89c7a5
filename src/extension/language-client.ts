import { commands, Disposable, type LogOutputChannel, type Uri, workspace } from 'vscode';
import { LanguageClient, RevealOutputChannelOn, Trace, TransportKind } from 'vscode-languageclient/node';
import { DESIGN_SELECTOR } from './designs.ts';
import { registerServerStatus } from './server-status.ts';

/** Starts the language server, and registers `headroom.restartServer` and its status. Settings are pulled by the server, for each file. */
export function registerLanguageClient(server: Uri, log: LogOutputChannel): Disposable {
	const module = { module: server.fsPath, transport: TransportKind.ipc };
	const watcher = workspace.createFileSystemWatcher('**/*.json');
	const client = new LanguageClient(
		'headroom',
		'Headroom',
		{ run: module, debug: { ...module, options: { execArgv: ['--nolazy', '--inspect=6041'] } } },
		{
			documentSelector: DESIGN_SELECTOR,
			outputChannel: log,
			traceOutputChannel: alwaysTracing(log),
			revealOutputChannelOn: RevealOutputChannelOn.Never,
			// A design may name a configuration as its model.
			synchronize: { fileEvents: watcher },
		},
	);
	const trace = () => client.setTrace(Trace.fromString(workspace.getConfiguration('headroom').get('trace.server', 'off')));
	const start = (begin: () => Promise<void>) =>
		begin().then(trace, (error) => log.error('The language server did not start.', error instanceof Error ? error : String(error)));
	void start(() => client.start());
	return Disposable.from(
		registerServerStatus(client),
		commands.registerCommand('headroom.restartServer', () => start(() => (client.needsStop() ? client.restart() : client.start()))),
		workspace.onDidChangeConfiguration((change) => {
			if (change.affectsConfiguration('headroom.trace.server')) void trace();
		}),
		watcher,
		{ dispose: () => void client.dispose() },
	);
}

/** The client writes what it traces at the level `trace`, which the log drops unless it is set to it; the setting alone decides here. */
const alwaysTracing = (log: LogOutputChannel): LogOutputChannel => Object.create(log, { trace: { value: (message: string) => log.info(message) } });
