import { type ClientCapabilities, type Connection, DidChangeConfigurationNotification } from 'vscode-languageserver/node';
import { SEVERITIES, type Severity } from '../rules/rule.ts';

/** Settings under `headroom`, as they stand for one file. */
export interface Settings {
	enable: boolean;
	codeLens: boolean;
	inlayHints: boolean;
	profile: 'default' | 'paper';
	/** When findings follow the text. */
	run: 'onType' | 'onSave';
	/** Which files are linted: those that are open, or every design of the folder. */
	workspace: 'openFiles' | 'workspace';
	rules: Record<string, Severity | 'off'>;
}

const defaults: Settings = { enable: true, codeLens: true, inlayHints: true, profile: 'default', run: 'onType', workspace: 'openFiles', rules: {} };

export interface SettingsReader {
	initialize(capabilities: ClientCapabilities): void;
	/** Calls back after every change. */
	listen(changed: () => void): void;
	for(uri: string): Promise<Settings>;
	forget(uri: string): void;
}

/** Asks the client for the settings of each file once, until they change; a client that has none gets the defaults. */
export function settingsReader(connection: Connection): SettingsReader {
	const known = new Map<string, Promise<Settings>>();
	let pulls = false;
	let registers = false;
	const ask = async (uri: string): Promise<Settings> => settingsFrom(await connection.workspace.getConfiguration({ scopeUri: uri, section: 'headroom' }));
	return {
		initialize({ workspace }) {
			pulls = workspace?.configuration === true;
			registers = workspace?.didChangeConfiguration?.dynamicRegistration === true;
		},
		listen(changed) {
			if (registers) void connection.client.register(DidChangeConfigurationNotification.type, { section: 'headroom' });
			connection.onDidChangeConfiguration(() => {
				known.clear();
				changed();
			});
		},
		for(uri) {
			if (!pulls) return Promise.resolve(defaults);
			const asked = known.get(uri) ?? ask(uri);
			known.set(uri, asked);
			return asked;
		},
		forget: (uri) => void known.delete(uri),
	};
}

/** Reads what the client sent; a value of the wrong kind counts as absent. */
export function settingsFrom(sent: unknown): Settings {
	const section = isObject(sent) ? sent : {};
	const lens = isObject(section.codeLens) ? section.codeLens.enabled : undefined;
	const hints = isObject(section.inlayHints) ? section.inlayHints.enabled : undefined;
	const { profile, run, workspace } = isObject(section.lint) ? section.lint : {};
	const levels: readonly unknown[] = [...SEVERITIES, 'off'];
	return {
		enable: section.enable !== false,
		codeLens: lens !== false,
		inlayHints: hints !== false,
		profile: profile === 'paper' ? 'paper' : 'default',
		run: run === 'onSave' ? 'onSave' : 'onType',
		workspace: workspace === 'workspace' ? 'workspace' : 'openFiles',
		rules: isObject(section.rules)
			? Object.fromEntries(Object.entries(section.rules).filter((entry): entry is [string, Severity | 'off'] => levels.includes(entry[1])))
			: {},
	};
}

const isObject = (value: unknown): value is Record<string, unknown> => typeof value === 'object' && value !== null && !Array.isArray(value);
