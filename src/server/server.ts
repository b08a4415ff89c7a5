import {
	CodeActionKind,
	CodeLensRefreshRequest,
	type Connection,
	type InitializeParams,
	type InitializeResult,
	InlayHintRefreshRequest,
	type ProtocolRequestType0,
	TextDocumentSyncKind,
	TextDocuments,
} from 'vscode-languageserver/node';
import { TextDocument } from 'vscode-languageserver-textdocument';
import { readText } from '../files/text.ts';
import { inspectionTable } from '../rules/inspection-table.ts';
import { codeActions, FIX_ALL } from './code-actions.ts';
import { codeLenses } from './code-lenses.ts';
import { comparison } from './comparison.ts';
import { completions } from './completions.ts';
import { diagnosticsOf } from './diagnostics.ts';
import { documentLinks } from './document-links.ts';
import { documentSymbols } from './document-symbols.ts';
import { factsOf } from './facts.ts';
import { hover } from './hover.ts';
import { inlayHints } from './inlay-hints.ts';
import { type ClientOffers, type LintedDocument, linter } from './linter.ts';
import { pathOf } from './places.ts';
import { COMPARE, type CompareParams, type Comparison, FACTS, type FactsParams, INSPECT, type InspectParams } from './requests.ts';
import { settingsReader } from './settings.ts';
import { tooLarge } from './too-large.ts';
import { watching } from './watching.ts';
import { workspaceDesigns } from './workspace.ts';

/** Serves designs over one connection: what is wrong, what it costs, what would mend it. */
export function serve(connection: Connection): void {
	const documents = new TextDocuments(TextDocument);
	const settings = settingsReader(connection);
	const linted = linter(documents, settings);
	const watched = watching(connection);
	const textOf = (uri: string) => documents.get(uri)?.getText();
	let offers: ClientOffers = { rulePage: undefined, commands: false, snippets: false };
	/** What the client asks for anew when it is told to. */
	let refreshes: readonly ProtocolRequestType0<void, void, void, void>[] = [];

	/** A fault of ours in one document is said in the log, and must not end the server for all others. */
	const report = (what: string) => (error: unknown) => {
		connection.console.error(`${what}: ${error instanceof Error ? (error.stack ?? error.message) : String(error)}`);
		return undefined;
	};
	const workspace = workspaceDesigns({
		linted,
		settings,
		isOpen: (path) => documents.keys().some((uri) => pathOf(uri) === path),
		show: (uri, result) => void connection.sendDiagnostics({ uri, diagnostics: result ? diagnosticsOf(result) : [] }),
		say: (message) => connection.console.info(message),
	});

	/** Documents whose findings are shown as of some version. */
	const shown = new Set<string>();
	const publish = async (document: TextDocument, saved: boolean) => {
		const { uri, version } = document;
		const result = await linted.get(uri).catch(report(uri));
		// Another edit came while settings were read: its own publication follows.
		if (documents.get(uri)?.version !== version) return;
		if (offers.commands) void connection.sendNotification(FACTS, { uri, facts: result ? factsOf(result) : null } satisfies FactsParams);
		if (result?.settings.run === 'onSave' && !saved && shown.has(uri)) return;
		shown.add(uri);
		await connection.sendDiagnostics({ uri, version, diagnostics: result ? diagnosticsOf(result) : tooLarge(document) });
	};
	const publishAll = () => {
		linted.forget();
		for (const document of documents.all()) void publish(document, true);
	};
	const searchWorkspace = () => workspace.search().then(watched.folders, report('The search for designs'));
	const on = async <T>(uri: string, answer: (result: LintedDocument) => T): Promise<T | null> => {
		const result = await linted.get(uri).catch(report(uri));
		return result ? answer(result) : null;
	};

	connection.onInitialize((params: InitializeParams): InitializeResult => {
		const { codeLens, inlayHint } = params.capabilities.workspace ?? {};
		offers = offersOf(params);
		refreshes = [...(codeLens?.refreshSupport ? [CodeLensRefreshRequest.type] : []), ...(inlayHint?.refreshSupport ? [InlayHintRefreshRequest.type] : [])];
		settings.initialize(params.capabilities);
		watched.initialize(params.capabilities);
		linted.initialize(params.workspaceFolders?.map(({ uri }) => uri) ?? (params.rootUri ? [params.rootUri] : []), offers);
		return {
			capabilities: {
				textDocumentSync: { openClose: true, change: TextDocumentSyncKind.Incremental, save: true },
				hoverProvider: true,
				codeActionProvider: { codeActionKinds: [CodeActionKind.QuickFix, FIX_ALL] },
				completionProvider: { triggerCharacters: [':', ' ', '"'] },
				inlayHintProvider: true,
				documentSymbolProvider: true,
				documentLinkProvider: {},
				codeLensProvider: {},
				workspace: { workspaceFolders: { supported: true, changeNotifications: true } },
			},
			serverInfo: { name: 'headroom' },
		};
	});
	connection.onInitialized(() => {
		settings.listen(() => {
			publishAll();
			void searchWorkspace();
			for (const type of refreshes) void connection.sendRequest(type);
		});
		connection.workspace.onDidChangeWorkspaceFolders(({ added, removed }) => {
			linted.changeFolders(
				added.map(({ uri }) => uri),
				removed.map(({ uri }) => uri),
			);
			void searchWorkspace();
		});
		watched.designs();
		void searchWorkspace();
	});
	documents.onDidOpen(({ document }) => workspace.opened(document.uri));
	documents.onDidChangeContent(({ document }) => void publish(document, false));
	documents.onDidSave(({ document }) => void publish(document, true));
	documents.onDidClose(({ document: { uri } }) => {
		linted.forget(uri);
		settings.forget(uri);
		shown.delete(uri);
		void connection.sendDiagnostics({ uri, diagnostics: [] });
		void workspace.closed(uri).catch(report(uri));
	});
	// A design may name another file as its model: when that changes, so does what is known of the design.
	connection.onDidChangeWatchedFiles(({ changes }) => {
		publishAll();
		void workspace.follow(changes).catch(report('Following the disk'));
	});
	connection.onHover(({ textDocument, position }) => on(textDocument.uri, (result) => hover(result, position)));
	connection.onCodeAction(({ textDocument, range, context }) => on(textDocument.uri, (result) => codeActions(result, range, context.only)));
	connection.onCompletion(({ textDocument, position }) => on(textDocument.uri, (result) => completions(result, position)));
	connection.languages.inlayHint.on(({ textDocument, range }) => on(textDocument.uri, (result) => inlayHints(result, range)));
	connection.onDocumentSymbol(({ textDocument }) => on(textDocument.uri, documentSymbols));
	connection.onDocumentLinks(({ textDocument }) => on(textDocument.uri, documentLinks));
	connection.onCodeLens(({ textDocument }) => on(textDocument.uri, (result) => codeLenses(result)));
	connection.onRequest(INSPECT, async ({ uri, name }: InspectParams): Promise<string | null> => {
		const path = pathOf(uri);
		const result = documents.get(uri) || path === undefined ? await linted.get(uri) : await linted.of(uri, readText(path));
		return result ? inspectionTable(name, result.design, result.analysis, result.findings) : null;
	});
	connection.onRequest<Comparison, void>(COMPARE, (sides: CompareParams) => comparison(sides, linted, textOf));

	documents.listen(connection);
	connection.listen();
}

/** Reads `initializationOptions`, which any client may leave out, and what completions may hold. */
function offersOf({ initializationOptions: options, capabilities }: InitializeParams): ClientOffers {
	const { rulePage, commands } = (typeof options === 'object' && options !== null ? options : {}) as Record<string, unknown>;
	return {
		rulePage: typeof rulePage === 'string' ? rulePage : undefined,
		commands: commands === true,
		snippets: capabilities.textDocument?.completion?.completionItem?.snippetSupport === true,
	};
}
