import { commands, Disposable, type LogOutputChannel, workspace } from 'vscode';
import { LanguageClient, RevealOutputChannelOn, Trace, TransportKind } from 'vscode-languageclient/node';
import { DESIGN_SELECTOR } from './designs.ts';
import { RULE_PAGE } from './rule-pages.ts';
import { registerServerStatus } from './server-status.ts';

/** A running language server; `started` settles once it answers, or has failed and is said to have in the log. */
export interface Connection extends Disposable {
	client: LanguageClient;
	started: Promise<void>;
}

/** Starts the language server, and registers `headroom.restartServer` and its status. Settings are pulled by the server, for each file. */
export function connect(module: string, log: LogOutputChannel): Connection {
	const server = { module, transport: TransportKind.ipc };
	const client = new LanguageClient(
		'headroom',
		'Headroom',
		{ run: server, debug: { ...server, options: { execArgv: ['--nolazy', '--inspect=6041'] } } },
		{
			documentSelector: DESIGN_SELECTOR,
			initializationOptions: { rulePage: RULE_PAGE, commands: true },
			// Hovers lead to the pages of rules, and to nothing else.
			markdown: { isTrusted: { enabledCommands: ['headroom.openRule'] } },
			outputChannel: log,
			traceOutputChannel: alwaysTracing(log),
			revealOutputChannelOn: RevealOutputChannelOn.Never,
		},
	);
	const trace = () => client.setTrace(Trace.fromString(workspace.getConfiguration('headroom').get('trace.server', 'off')));
	const start = (begin: () => Promise<void>) =>
		begin().then(trace, (error) => log.error('The language server did not start.', error instanceof Error ? error : String(error)));
	const registered = Disposable.from(
		registerServerStatus(client),
		commands.registerCommand('headroom.restartServer', () => start(() => (client.needsStop() ? client.restart() : client.start()))),
		workspace.onDidChangeConfiguration((change) => {
			if (change.affectsConfiguration('headroom.trace.server')) void trace();
		}),
		{ dispose: () => void client.dispose() },
	);
	return { client, started: start(() => client.start()), dispose: () => registered.dispose() };
}

/** The client writes what it traces at the level `trace`, which the log drops unless it is set to it; the setting alone decides here. */
const alwaysTracing = (log: LogOutputChannel): LogOutputChannel => Object.create(log, { trace: { value: (message: string) => log.info(message) } });
