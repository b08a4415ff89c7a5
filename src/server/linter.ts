import type { TextDocuments } from 'vscode-languageserver/node';
import { TextDocument } from 'vscode-languageserver-textdocument';
import { isDesign } from '../design/design.ts';
import { LARGEST_DESIGN } from '../files/text.ts';
import { type Linted, type LintOptions, lint } from '../rules/lint.ts';
import { neighbours } from './neighbours.ts';
import { nameOf } from './places.ts';
import type { Settings, SettingsReader } from './settings.ts';

/** A document of the editor with what is known of its text as it stands. */
export interface LintedDocument extends Linted {
	document: TextDocument;
	/** Version of the text that was linted; the document itself is updated in place. */
	version: number;
	settings: Settings;
	client: ClientOffers;
	/** The last state that was counted, where the text has a syntax error now: its facts are shown as past. */
	past: Linted | undefined;
}

/** What this client has beyond the protocol, by its `initializationOptions`. */
export interface ClientOffers {
	/** Address of a rule's page, with `{id}` in place of the rule. */
	rulePage: string | undefined;
	/** True where it has the commands `headroom.…` of the VS Code extension, and takes `headroom/facts`. */
	commands: boolean;
	/** True where completions may have stops. */
	snippets: boolean;
}

export interface Linter {
	initialize(folders: readonly string[], client: ClientOffers): void;
	changeFolders(added: readonly string[], removed: readonly string[]): void;
	folders(): readonly string[];
	/** Of an open document; undefined where it is no design, or Headroom is switched off for it. */
	get(uri: string): Promise<LintedDocument | undefined>;
	/** Of a text that is not open, as if it were the file's; nothing of it is kept. */
	of(uri: string, text: string): Promise<LintedDocument | undefined>;
	/** Severities, profile and neighbours that hold for a file. */
	options(uri: string): Promise<LintOptions>;
	/** Forgets one document, or all that was computed. */
	forget(uri?: string): void;
}

/** Lints each version of a document once. */
export function linter(documents: TextDocuments<TextDocument>, settings: SettingsReader): Linter {
	const results = new Map<string, LintedDocument>();
	const good = new Map<string, Linted>();
	let folders: string[] = [];
	let client: ClientOffers = { rulePage: undefined, commands: false, snippets: false };

	const isWellFormed = ({ design }: Linted) => !design.problems.some(({ kind }) => kind === 'syntax');
	const optionsFor = (uri: string, { rules, profile }: Settings): LintOptions => ({
		severities: rules,
		threshold: profile === 'paper' ? 'paper' : 'exact',
		read: neighbours(uri, folders, (neighbour) => documents.get(neighbour)?.getText()),
	});
	const lintText = (document: TextDocument, current: Settings): Linted | undefined => {
		const [text, name] = [document.getText(), nameOf(document.uri)];
		if (!current.enable || text.length > LARGEST_DESIGN || !isDesign(name, text)) return undefined;
		return lint(text, name, optionsFor(document.uri, current));
	};

	return {
		initialize: (initial, offers) => {
			folders = [...initial];
			client = offers;
		},
		changeFolders: (added, removed) => {
			folders = [...folders.filter((folder) => !removed.includes(folder)), ...added];
		},
		folders: () => folders,
		async get(uri) {
			const current = await settings.for(uri);
			const document = documents.get(uri);
			if (document === undefined) return undefined;
			const known = results.get(uri);
			if (known?.version === document.version && known.settings === current) return known;
			const linted = lintText(document, current);
			if (linted === undefined) return undefined;
			if (isWellFormed(linted) && linted.analysis) good.set(uri, linted);
			const past = isWellFormed(linted) ? undefined : good.get(uri);
			const result: LintedDocument = { ...linted, document, version: document.version, settings: current, client, past };
			results.set(uri, result);
			return result;
		},
		async of(uri, text) {
			const current = await settings.for(uri);
			const document = TextDocument.create(uri, '', 0, text);
			const linted = lintText(document, current);
			return linted && { ...linted, document, version: 0, settings: current, client, past: undefined };
		},
		options: async (uri) => optionsFor(uri, await settings.for(uri)),
		forget: (uri) => {
			if (uri === undefined) return results.clear();
			results.delete(uri);
			good.delete(uri);
		},
	};
}
