import { type CancellationToken, type LogOutputChannel, ProgressLocation, window } from 'vscode';

/** Says how far an installation is, from 0 to 1 where that is known. */
export type Step = (message: string, share?: number) => void;

/** Installs under a notification with a button to cancel; what goes wrong is shown in words, and what came of it is said. */
export async function installing(title: string, log: LogOutputChannel, work: (signal: AbortSignal, step: Step) => Promise<string>): Promise<void> {
	const controller = new AbortController();
	try {
		const outcome = await window.withProgress({ location: ProgressLocation.Notification, title, cancellable: true }, (progress, token: CancellationToken) => {
			token.onCancellationRequested(() => controller.abort());
			let before = 0;
			return work(controller.signal, (message, share) => {
				progress.report({ message, ...(share !== undefined && { increment: (share - before) * 100 }) });
				before = share ?? before;
			});
		});
		log.info(outcome);
		void window.showInformationMessage(outcome);
	} catch (error) {
		if (controller.signal.aborted) return void log.info(`${title}: cancelled.`);
		const { message } = error as Error;
		log.error(message);
		const choice = await window.showErrorMessage(message.split('\n')[0] as string, 'Show Logs');
		if (choice !== undefined) log.show();
	}
}
