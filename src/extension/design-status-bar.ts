import { Disposable, StatusBarAlignment, window, workspace } from 'vscode';
import type { Facts } from '../server/requests.ts';
import { designStatus } from './design-status.ts';
import type { DesignServer } from './language-client.ts';

/** Total and worst finding of the design that is edited; a click shows the problems, or the table where there are none. Hidden elsewhere. */
export function registerDesignStatusBar(server: DesignServer): Disposable {
	const item = window.createStatusBarItem('headroom.design', StatusBarAlignment.Right, 101);
	item.name = 'Headroom Design';
	const known = new Map<string, Facts>();
	const update = () => {
		const uri = window.activeTextEditor?.document.uri;
		const facts = uri && known.get(uri.toString());
		if (facts === undefined) return item.hide();
		const { text, label, details } = designStatus(facts);
		item.text = text;
		item.tooltip = details.join('\n');
		item.accessibilityInformation = { label };
		item.command =
			facts.worst === undefined
				? { title: 'Inspect', command: 'headroom.inspect', arguments: [uri] }
				: { title: 'Show Problems', command: 'workbench.actions.view.problems' };
		item.show();
	};
	return Disposable.from(
		item,
		server.onFacts(({ uri, facts }) => {
			if (facts === null) known.delete(uri);
			else known.set(uri, facts);
			update();
		}),
		window.onDidChangeActiveTextEditor(update),
		workspace.onDidCloseTextDocument(({ uri }) => known.delete(uri.toString())),
	);
}
