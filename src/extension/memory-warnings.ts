import { type Disposable, Uri, window } from 'vscode';
import { isMemoryWarning } from '../training/memory-need.ts';
import type { Run, Runs } from './runs.ts';

/** A run that was begun longer ago has been warned of before, by this window or another; in milliseconds. */
const RECENT = 60_000;

/** Says as a run begins that it is likely not to fit into memory, with the numbers; it may be stopped before the machine suffers. */
export const registerMemoryWarnings = (runs: Runs): Disposable =>
	runs.onDidChange(({ run, events }) => {
		if (Date.now() - run.place.started > RECENT) return;
		const warning = events.find((event) => event.type === 'warning' && isMemoryWarning(event.message));
		if (warning?.type === 'warning') void tell(runs, run, warning.message);
	});

async function tell(runs: Runs, run: Run, message: string): Promise<void> {
	const [stop, open] = ['Stop Run', 'Open Design'];
	const choice = await window.showWarningMessage(`${run.name}: ${message}`, stop, open);
	if (choice === stop) await runs.stop(run);
	if (choice === open) await window.showTextDocument(Uri.file(run.place.design));
}
