import { PassThrough } from 'node:stream';
import { createConnection, createProtocolConnection, type Diagnostic, StreamMessageReader, StreamMessageWriter } from 'vscode-languageserver/node';
import { serve } from '../../../src/server/server.ts';

export interface EditorOptions {
	settings?: Record<string, unknown>;
	folders?: string[];
	/** `initializationOptions`. */
	options?: object;
	snippets?: boolean;
}

/** An editor that talks to a server in this process over streams, as any client would. */
export async function openEditor({ settings, folders = [], options, snippets = false }: EditorOptions = {}) {
	const [toServer, toClient] = [new PassThrough(), new PassThrough()];
	serve(createConnection(new StreamMessageReader(toServer), new StreamMessageWriter(toClient)));
	const client = createProtocolConnection(new StreamMessageReader(toClient), new StreamMessageWriter(toServer));
	const published = new Map<string, Diagnostic[]>();
	let waiting: { uri: string; version: number; resolve: (diagnostics: Diagnostic[]) => void }[] = [];
	const versions = new Map<string, number>();
	const facts = new Map<string, unknown>();
	const current = { settings: settings ?? {} };

	client.onNotification('textDocument/publishDiagnostics', ({ uri, version, diagnostics }: { uri: string; version?: number; diagnostics: Diagnostic[] }) => {
		published.set(uri, diagnostics);
		const met = (each: { uri: string; version: number }) => each.uri === uri && each.version === version;
		for (const wait of waiting.filter(met)) wait.resolve(diagnostics);
		waiting = waiting.filter((each) => !met(each));
	});
	client.onNotification('headroom/facts', (params: { uri: string; facts: unknown }) => void facts.set(params.uri, params.facts));
	client.onRequest('workspace/configuration', () => [current.settings]);
	client.onRequest('client/registerCapability', () => null);
	client.onRequest('workspace/codeLens/refresh', () => null);
	client.listen();
	await client.sendRequest('initialize', {
		processId: null,
		rootUri: null,
		workspaceFolders: folders.map((uri) => ({ uri, name: uri })),
		...(options && { initializationOptions: options }),
		capabilities: {
			workspace: { configuration: settings !== undefined, workspaceFolders: true },
			textDocument: { completion: { completionItem: { snippetSupport: snippets } } },
		},
	});
	await client.sendNotification('initialized', {});

	const answered = (uri: string, version: number) => new Promise<Diagnostic[]>((resolve) => waiting.push({ uri, version, resolve }));
	return {
		published,
		facts,
		/** Opens a document; resolves with its diagnostics. */
		async open(uri: string, text: string, languageId = 'yaml') {
			versions.set(uri, 1);
			const diagnostics = answered(uri, 1);
			await client.sendNotification('textDocument/didOpen', { textDocument: { uri, languageId, version: 1, text } });
			return diagnostics;
		},
		/** Replaces a stretch of one line, as typing does. */
		async type(uri: string, line: number, from: number, to: number, text: string) {
			const version = (versions.get(uri) ?? 0) + 1;
			versions.set(uri, version);
			const diagnostics = answered(uri, version);
			const range = { start: { line, character: from }, end: { line, character: to } };
			await client.sendNotification('textDocument/didChange', { textDocument: { uri, version }, contentChanges: [{ range, text }] });
			return diagnostics;
		},
		/** Says that the text is on disk now. */
		async save(uri: string) {
			const diagnostics = answered(uri, versions.get(uri) ?? 0);
			await client.sendNotification('textDocument/didSave', { textDocument: { uri } });
			return diagnostics;
		},
		/** Says what became of files on disk. */
		watched: (changes: { uri: string; type: 1 | 2 | 3 }[]) => client.sendNotification('workspace/didChangeWatchedFiles', { changes }),
		/** Changes the settings, as a person does. */
		async set(settings: Record<string, unknown>) {
			current.settings = settings;
			await client.sendNotification('workspace/didChangeConfiguration', { settings: null });
		},
		request: <T>(method: string, params: object) => client.sendRequest<T>(method, params),
		ask: <T>(method: string, uri: string, parameters: object = {}) => client.sendRequest<T>(method, { textDocument: { uri }, ...parameters }),
		close: (uri: string) => client.sendNotification('textDocument/didClose', { textDocument: { uri } }),
	};
}
