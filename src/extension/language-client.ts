import { commands, Disposable, type Event, EventEmitter, type LogOutputChannel, type Uri, workspace } from 'vscode';
import { LanguageClient, RevealOutputChannelOn, Trace, TransportKind } from 'vscode-languageclient/node';
import { COMPARE, type CompareParams, type Comparison, FACTS, type FactsParams, INSPECT, type InspectParams } from '../server/requests.ts';
import { DESIGN_SELECTOR } from './designs.ts';
import { RULE_PAGE } from './rule-pages.ts';
import { registerServerStatus } from './server-status.ts';

/** What the language server answers beyond the protocol. */
export interface DesignServer extends Disposable {
	/** What an open document comes to, after each change of it. */
	onFacts: Event<FactsParams>;
	/** The table of a design; null where the file is none. */
	inspect(params: InspectParams): Promise<string | null>;
	compare(params: CompareParams): Promise<Comparison>;
}

/** Starts the language server, and registers `headroom.restartServer` and its status. Settings are pulled by the server, for each file. */
export function registerLanguageClient(server: Uri, log: LogOutputChannel): DesignServer {
	const module = { module: server.fsPath, transport: TransportKind.ipc };
	const facts = new EventEmitter<FactsParams>();
	const client = new LanguageClient(
		'headroom',
		'Headroom',
		{ run: module, debug: { ...module, options: { execArgv: ['--nolazy', '--inspect=6041'] } } },
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
	client.onNotification(FACTS, (params: FactsParams) => facts.fire(params));
	const trace = () => client.setTrace(Trace.fromString(workspace.getConfiguration('headroom').get('trace.server', 'off')));
	const start = (begin: () => Promise<void>) =>
		begin().then(trace, (error) => log.error('The language server did not start.', error instanceof Error ? error : String(error)));
	const started = start(() => client.start());
	const ask = async <T>(method: string, params: object): Promise<T> => {
		await started;
		return client.sendRequest<T>(method, params);
	};
	const registered = Disposable.from(
		facts,
		registerServerStatus(client),
		commands.registerCommand('headroom.restartServer', () => start(() => (client.needsStop() ? client.restart() : client.start()))),
		workspace.onDidChangeConfiguration((change) => {
			if (change.affectsConfiguration('headroom.trace.server')) void trace();
		}),
		{ dispose: () => void client.dispose() },
	);
	return {
		onFacts: facts.event,
		inspect: (params) => ask(INSPECT, params),
		compare: (params) => ask(COMPARE, params),
		dispose: () => registered.dispose(),
	};
}

/** The client writes what it traces at the level `trace`, which the log drops unless it is set to it; the setting alone decides here. */
const alwaysTracing = (log: LogOutputChannel): LogOutputChannel => Object.create(log, { trace: { value: (message: string) => log.info(message) } });
