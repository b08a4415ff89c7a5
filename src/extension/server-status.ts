import { type Command, Disposable, LanguageStatusSeverity, languages } from 'vscode';
import { type LanguageClient, State } from 'vscode-languageclient/node';
import { DESIGN_SELECTOR } from './designs.ts';

interface Appearance {
	text: string;
	severity: LanguageStatusSeverity;
	busy: boolean;
	command: Command;
}

const logs: Command = { command: 'headroom.showLogs', title: 'Show Logs' };
const restart: Command = { command: 'headroom.restartServer', title: 'Restart' };
const stopped: Appearance = { text: 'Headroom is not running', severity: LanguageStatusSeverity.Error, busy: false, command: restart };

const appearances: Record<State, Appearance> = {
	[State.Starting]: { text: 'Headroom is starting', severity: LanguageStatusSeverity.Information, busy: true, command: logs },
	[State.Running]: { text: 'Headroom', severity: LanguageStatusSeverity.Information, busy: false, command: logs },
	[State.Stopped]: stopped,
	[State.StartFailed]: stopped,
};

/** The language status item of designs: whether the server runs, and the way to its log or to a restart. */
export function registerServerStatus(client: LanguageClient): Disposable {
	const item = languages.createLanguageStatusItem('headroom.server', DESIGN_SELECTOR);
	item.name = 'Headroom';
	const show = (state: State) => Object.assign(item, appearances[state]);
	show(client.state);
	return Disposable.from(
		item,
		client.onDidChangeState(({ newState }) => show(newState)),
	);
}
