import { commands, type Disposable, type QuickPickItem, ThemeIcon, window } from 'vscode';
import { formatAge, formatLoss, formatWhole } from '../../webview/shared/format.ts';
import type { RunPlace } from '../../webview/shared/protocol.ts';
import type { RunStatus, RunSummary } from '../training/store.ts';
import type { RunPanels } from './run-panels.ts';
import { progressOf } from './run-progress.ts';
import type { Run, Runs } from './runs.ts';
import { placeOf, storedRuns } from './stored-runs.ts';

const icons: Record<RunStatus, string> = { running: 'sync~spin', finished: 'pass', stopped: 'circle-slash', failed: 'error', interrupted: 'warning' };

/** `headroom.showRun`: opens the panel of a run, of the given one or of one that is picked. */
export const registerShowRun = (runs: Runs, panels: RunPanels): Disposable =>
	commands.registerCommand('headroom.showRun', async (place: RunPlace | undefined) => {
		const chosen = place ?? (await pickStoredRun());
		if (chosen !== undefined) panels.show(await runs.open(chosen));
	});

async function pickStoredRun(): Promise<RunPlace | undefined> {
	const items = storedRuns().then((stored) => stored.map(itemOf));
	if ((await items).length === 0) {
		void window.showInformationMessage('No runs yet. Train starts one.');
		return undefined;
	}
	const chosen = await window.showQuickPick(items, {
		title: 'Show Run',
		placeHolder: 'Runs beside the designs of this workspace, newest first',
		matchOnDescription: true,
	});
	return chosen?.place;
}

function itemOf(run: RunSummary): QuickPickItem & { place: RunPlace } {
	const { name, status, step, steps, loss, evaluation_loss, started } = run;
	const losses = [...(loss === null ? [] : [`loss ${formatLoss(loss)}`]), ...(evaluation_loss === null ? [] : [`validation ${formatLoss(evaluation_loss)}`])];
	return {
		label: name,
		iconPath: new ThemeIcon(icons[status]),
		description: [status, `step ${formatWhole(step)} of ${formatWhole(steps)}`, ...losses].join(' · '),
		detail: `${formatAge((Date.now() - Date.parse(started)) / 1000)} · ${run.run}`,
		place: placeOf(run),
	};
}

/** Lets one of several runs under way be picked; the only one is taken as it is. */
export async function pickRun(underWay: readonly Run[], title: string): Promise<Run | undefined> {
	if (underWay.length < 2) return underWay[0];
	const items = underWay.map((run) => ({ label: run.name, description: progressOf(run), detail: run.id, run }));
	return (await window.showQuickPick(items, { title }))?.run;
}
