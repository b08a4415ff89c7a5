import { Disposable, MarkdownString, StatusBarAlignment, window } from 'vscode';
import type { RunPlace } from '../../webview/shared/protocol.ts';
import { progressOf } from './run-progress.ts';
import type { Runs } from './runs.ts';

/** Progress of the runs under way; a click opens the panel. */
export function registerRunStatusBar(runs: Runs): Disposable {
	const item = window.createStatusBarItem('headroom.runs', StatusBarAlignment.Left, 0);
	item.name = 'Headroom Runs';
	let target: RunPlace | undefined;
	const update = () => {
		const underWay = runs.underWay();
		const [run] = underWay;
		if (run === undefined) return item.hide();
		item.text = underWay.length === 1 ? `$(sync~spin) ${progressOf(run)}` : `$(sync~spin) ${underWay.length} runs`;
		item.tooltip = new MarkdownString(underWay.map((each) => `**${each.name}** ${progressOf(each)}`).join('\n\n'));
		item.accessibilityInformation = { label: underWay.map((each) => `${each.name}: ${progressOf(each)}`).join('; ') };
		const place = underWay.length === 1 ? run.place : undefined;
		// A click on its way is lost when the command is replaced meanwhile, even by its like.
		if (item.command === undefined || place !== target) item.command = { title: 'Show Run', command: 'headroom.showRun', arguments: place ? [place] : [] };
		target = place;
		item.show();
	};
	return Disposable.from(item, runs.onDidChange(update));
}
