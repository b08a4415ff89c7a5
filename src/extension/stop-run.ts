import { commands, type Disposable, window } from 'vscode';
import { isUnderWay } from '../../webview/shared/protocol.ts';
import type { RunPanels } from './run-panels.ts';
import type { Runs } from './runs.ts';
import { pickRun } from './show-run.ts';

/** `headroom.stopRun`: ends the run whose panel is looked at, else the only one that trains, else one that is picked. */
export const registerStopRun = (runs: Runs, panels: RunPanels): Disposable =>
	commands.registerCommand('headroom.stopRun', async () => {
		const active = panels.active();
		const run = active && isUnderWay(active.standing.state) ? active : await pickRun(runs.underWay(), 'Stop Run');
		if (run) return runs.stop(run);
		if (runs.underWay().length === 0) void window.showInformationMessage('No run is under way.');
	});
