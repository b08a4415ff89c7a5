import { commands, type Disposable, window, workspace } from 'vscode';
import { formatLoss, formatWhole } from '../../webview/shared/format.ts';
import { isUnderWay } from '../../webview/shared/protocol.ts';
import { bestEvaluation } from '../../webview/shared/record.ts';
import { refusedBackend } from '../training/backend-refusal.ts';
import type { RunPanels } from './run-panels.ts';
import type { Run, Runs } from './runs.ts';

/** Says that a run has ended when its panel is not in sight. */
export const registerRunNotifications = (runs: Runs, panels: RunPanels): Disposable =>
	runs.onDidChange(({ run }) => {
		if (isUnderWay(run.standing.state) || panels.isVisible(run)) return;
		if (workspace.getConfiguration('headroom').get('notifications', true)) void tell(run);
	});

async function tell(run: Run): Promise<void> {
	const { state, message } = run.standing;
	const show = 'Show Run';
	// Said with what can be done about it.
	if (refusedBackend(message ?? '') !== undefined) return;
	const choice =
		state === 'finished' || state === 'stopped'
			? await window.showInformationMessage(`${run.name} ${state}${outcomeOf(run)}.`, show)
			: await window.showErrorMessage(`${run.name} ${state}. ${message ?? ''}`, show);
	if (choice === show) await commands.executeCommand('headroom.showRun', run.place);
}

function outcomeOf({ record }: Run): string {
	const best = bestEvaluation(record);
	const step = record.latest?.step;
	return `${step === undefined ? '' : ` at step ${formatWhole(step)}`}${best === undefined ? '' : `: best validation loss ${formatLoss(best.loss)}`}`;
}
