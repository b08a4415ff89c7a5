import {
	CodeActionKind,
	CodeLensRefreshRequest,
	type Connection,
	type InitializeParams,
	type InitializeResult,
	TextDocumentSyncKind,
	TextDocuments,
} from 'vscode-languageserver/node';
import { TextDocument } from 'vscode-languageserver-textdocument';
import { codeActions, FIX_ALL } from './code-actions.ts';
import { codeLenses } from './code-lenses.ts';
import { completions } from './completions.ts';
import { diagnosticsOf } from './diagnostics.ts';
import { documentLinks } from './document-links.ts';
import { documentSymbols } from './document-symbols.ts';
import { hover } from './hover.ts';
import { inlayHints } from './inlay-hints.ts';
import { type ClientOffers, type LintedDocument, linter } from './linter.ts';
import { settingsReader } from './settings.ts';

/** Serves designs over one connection: what is wrong, what it costs, what would mend it. */
export function serve(connection: Connection): void {
	const documents = new TextDocuments(TextDocument);
	const settings = settingsReader(connection);
	const linted = linter(documents, settings);

	/** A fault of ours in one document is said in the log, and must not end the server for all others. */
	const report = (uri: string) => (error: unknown) => {
		connection.console.error(`${uri}: ${error instanceof Error ? (error.stack ?? error.message) : String(error)}`);
		return undefined;
	};
	const publish = async (document: TextDocument) => {
		const result = await linted.get(document.uri).catch(report(document.uri));
		// Another edit came while settings were read: its own publication follows.
		if (documents.get(document.uri)?.version !== document.version) return;
		await connection.sendDiagnostics({ uri: document.uri, version: document.version, diagnostics: result ? diagnosticsOf(result) : [] });
	};
	const on = async <T>(uri: string, answer: (result: LintedDocument) => T): Promise<T | null> => {
		const result = await linted.get(uri).catch(report(uri));
		return result ? answer(result) : null;
	};

	connection.onInitialize((params: InitializeParams): InitializeResult => {
		settings.initialize(params.capabilities);
		linted.initialize(params.workspaceFolders?.map(({ uri }) => uri) ?? [], offersOf(params.initializationOptions));
		return {
			capabilities: {
				textDocumentSync: { openClose: true, change: TextDocumentSyncKind.Incremental },
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
			linted.forget();
			for (const document of documents.all()) void publish(document);
			void connection.sendRequest(CodeLensRefreshRequest.type);
		});
		connection.workspace.onDidChangeWorkspaceFolders(({ added, removed }) =>
			linted.changeFolders(
				added.map(({ uri }) => uri),
				removed.map(({ uri }) => uri),
			),
		);
	});
	documents.onDidChangeContent(({ document }) => void publish(document));
	documents.onDidClose(({ document }) => {
		linted.forget(document.uri);
		settings.forget(document.uri);
		void connection.sendDiagnostics({ uri: document.uri, diagnostics: [] });
	});
	// A design may name another file as its model: when that changes, so does what is known of the design.
	connection.onDidChangeWatchedFiles(() => {
		linted.forget();
		for (const document of documents.all()) void publish(document);
	});
	connection.onHover(({ textDocument, position }) => on(textDocument.uri, (result) => hover(result, position)));
	connection.onCodeAction(({ textDocument, range, context }) => on(textDocument.uri, (result) => codeActions(result, range, context.only)));
	connection.onCompletion(({ textDocument, position }) => on(textDocument.uri, (result) => completions(result, position)));
	connection.languages.inlayHint.on(({ textDocument, range }) => on(textDocument.uri, (result) => inlayHints(result, range)));
	connection.onDocumentSymbol(({ textDocument }) => on(textDocument.uri, documentSymbols));
	connection.onDocumentLinks(({ textDocument }) => on(textDocument.uri, documentLinks));
	connection.onCodeLens(({ textDocument }) => on(textDocument.uri, (result) => codeLenses(result)));

	documents.listen(connection);
	connection.listen();
}

/** Reads `initializationOptions`; any client may leave them out. */
function offersOf(options: unknown): ClientOffers {
	const { rulePage, commands } = (typeof options === 'object' && options !== null ? options : {}) as Record<string, unknown>;
	return { rulePage: typeof rulePage === 'string' ? rulePage : undefined, commands: commands === true };
}
