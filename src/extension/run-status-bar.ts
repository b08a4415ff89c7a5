import { Disposable, MarkdownString, StatusBarAlignment, window } from 'vscode';
import { progressOf } from './run-progress.ts';
import type { Runs } from './runs.ts';

/** Milliseconds between texts while a run goes on: a click is lost when the text changes under it. */
const PACE = 1000;

/** Progress of the runs under way; a click opens the panel. */
export function registerRunStatusBar(runs: Runs): Disposable {
	const item = window.createStatusBarItem('headroom.runs', StatusBarAlignment.Left, 0);
	item.name = 'Headroom Runs';
	const update = () => {
		const underWay = runs.underWay();
		const [run] = underWay;
		if (run === undefined) return item.hide();
		item.text = underWay.length === 1 ? `$(sync~spin) ${progressOf(run)}` : `$(sync~spin) ${underWay.length} runs`;
		item.tooltip = new MarkdownString(underWay.map((each) => `**${each.name}** ${progressOf(each)}`).join('\n\n'));
		item.accessibilityInformation = { label: underWay.map((each) => `${each.name}: ${progressOf(each)}`).join('; ') };
		item.command = { title: 'Show Run', command: 'headroom.showRun', arguments: underWay.length === 1 ? [run.place] : [] };
		item.show();
	};
	let next: NodeJS.Timeout | undefined;
	const changed = runs.onDidChange(({ events }) => {
		if (events.length === 0 || runs.underWay().length === 0) return update();
		next ??= setTimeout(() => {
			next = undefined;
			update();
		}, PACE);
	});
	return Disposable.from(item, changed, { dispose: () => clearTimeout(next) });
}
