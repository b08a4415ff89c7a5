import { commands, type Disposable, Uri, window } from 'vscode';
import { refusedBackend } from '../training/backend-refusal.ts';
import type { Run, Runs } from './runs.ts';

/** Commands that bring what a backend lacks. */
const INSTALLERS: Record<string, { title: string; command: string }> = {
	cuda: { title: 'Install CUDA Runtime', command: 'headroom.installCudaRuntime' },
	tensorflow: { title: 'Install TensorFlow.js', command: 'headroom.installTensorflow' },
};

/** Offers what can be done where a run is refused for the backend that the setting names. */
export const registerBackendRefusals = (runs: Runs): Disposable =>
	runs.onDidChange(({ run }) => {
		const { state, message = '' } = run.standing;
		const backend = state === 'refused' ? refusedBackend(message) : undefined;
		if (backend !== undefined) void offer(run, backend, message);
	});

async function offer({ place }: Run, backend: string, message: string): Promise<void> {
	const [automatic, settings, doctor] = ['Train with Auto', 'Open Settings', 'Doctor'];
	const installer = /not installed/.test(message) ? INSTALLERS[backend] : undefined;
	const choice = await window.showErrorMessage(message, automatic, ...(installer ? [installer.title] : [doctor]), settings);
	if (choice === undefined) return;
	if (choice === automatic) await commands.executeCommand('headroom.train', Uri.file(place.design), undefined, 'auto');
	else if (choice === settings) await commands.executeCommand('workbench.action.openSettings', '@id:headroom.backend');
	else await commands.executeCommand(choice === doctor ? 'headroom.doctor' : (installer?.command ?? ''));
}
