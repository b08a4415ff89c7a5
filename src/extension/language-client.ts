import { setImmediate } from 'node:timers/promises';
import { type Disposable, type Event, EventEmitter, type LogOutputChannel, type Uri } from 'vscode';
import { COMPARE, type CompareParams, type Comparison, FACTS, type FactsParams, INSPECT, type InspectParams } from '../server/requests.ts';

/** What the language server answers beyond the protocol. */
export interface DesignServer extends Disposable {
	/** What an open document comes to, after each change of it. */
	onFacts: Event<FactsParams>;
	/** The table of a design; null where the file is none. */
	inspect(params: InspectParams): Promise<string | null>;
	compare(params: CompareParams): Promise<Comparison>;
}

/** Connects to the language server. What speaks its protocol is half of the extension's code, and loads once the extension is active. */
export function registerLanguageClient(server: Uri, log: LogOutputChannel): DesignServer {
	const facts = new EventEmitter<FactsParams>();
	const connection = setImmediate().then(async () => {
		const { connect } = await import('./connect-server.ts');
		const connected = connect(server.fsPath, log);
		connected.client.onNotification(FACTS, (params: FactsParams) => facts.fire(params));
		return connected;
	});
	connection.catch((error) => log.error('The language client did not load.', error));
	const ask = async <T>(method: string, params: object): Promise<T> => {
		const { client, started } = await connection;
		await started;
		return client.sendRequest<T>(method, params);
	};
	return {
		onFacts: facts.event,
		inspect: (params) => ask(INSPECT, params),
		compare: (params) => ask(COMPARE, params),
		dispose: () => {
			facts.dispose();
			void connection.then((connected) => connected.dispose());
		},
	};
}
