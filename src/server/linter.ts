import type { TextDocuments } from 'vscode-languageserver/node';
import type { TextDocument } from 'vscode-languageserver-textdocument';
import { isDesign } from '../design/design.ts';
import { LARGEST_DESIGN } from '../files/text.ts';
import { type Linted, lint } from '../rules/lint.ts';
import { neighbours } from './neighbours.ts';
import type { Settings, SettingsReader } from './settings.ts';

/** A document of the editor with what is known of its text as it stands. */
export interface LintedDocument extends Linted {
	document: TextDocument;
	/** Version of the text that was linted; the document itself is updated in place. */
	version: number;
	settings: Settings;
	client: ClientOffers;
	/** The last state without a syntax error, where the text has one now: its facts are shown as past. */
	past: Linted | undefined;
}

/** What this client has beyond the protocol, by its `initializationOptions`. */
export interface ClientOffers {
	/** Address of a rule's page, with `{id}` in place of the rule. */
	rulePage: string | undefined;
	/** True where it has the commands `headroom.…` of the VS Code extension. */
	commands: boolean;
}

export interface Linter {
	initialize(folders: readonly string[], client: ClientOffers): void;
	changeFolders(added: readonly string[], removed: readonly string[]): void;
	/** Undefined where the document is no design, or Headroom is switched off for it. */
	get(uri: string): Promise<LintedDocument | undefined>;
	/** Forgets one document, or all that was computed. */
	forget(uri?: string): void;
}

/** Lints each version of a document once. */
export function linter(documents: TextDocuments<TextDocument>, settings: SettingsReader): Linter {
	const results = new Map<string, LintedDocument>();
	const good = new Map<string, Linted>();
	let folders: string[] = [];
	let client: ClientOffers = { rulePage: undefined, commands: false };

	const isWellFormed = ({ design }: Linted) => !design.problems.some(({ kind }) => kind === 'syntax');
	const nameOf = (uri: string) => decodeURIComponent(uri.slice(uri.lastIndexOf('/') + 1));

	return {
		initialize: (initial, offers) => {
			folders = [...initial];
			client = offers;
		},
		changeFolders: (added, removed) => {
			folders = [...folders.filter((folder) => !removed.includes(folder)), ...added];
		},
		async get(uri) {
			const current = await settings.for(uri);
			const document = documents.get(uri);
			if (document === undefined || !current.enable) return undefined;
			const known = results.get(uri);
			if (known?.version === document.version && known.settings === current) return known;
			const text = document.getText();
			if (text.length > LARGEST_DESIGN || !isDesign(nameOf(uri), text)) return undefined;
			const linted = lint(text, nameOf(uri), {
				severities: current.rules,
				threshold: current.profile === 'paper' ? 'paper' : 'exact',
				read: neighbours(uri, folders, (neighbour) => documents.get(neighbour)?.getText()),
			});
			if (isWellFormed(linted)) good.set(uri, linted);
			const result: LintedDocument = {
				...linted,
				document,
				version: document.version,
				settings: current,
				client,
				past: isWellFormed(linted) ? undefined : good.get(uri),
			};
			results.set(uri, result);
			return result;
		},
		forget: (uri) => {
			if (uri === undefined) return results.clear();
			results.delete(uri);
			good.delete(uri);
		},
	};
}
