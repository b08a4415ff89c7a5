import { commands, type ExtensionContext, Uri, window } from 'vscode';
import { registerBackendRefusals } from './backend-refusals.ts';
import { childEnvironment } from './child-environment.ts';
import { registerCompare } from './compare.ts';
import { registerCreateDesign } from './create-design.ts';
import { registerDesignStatusBar } from './design-status-bar.ts';
import { registerDoctor } from './doctor.ts';
import { registerInspect } from './inspect.ts';
import { registerInstallCuda } from './install-cuda.ts';
import { registerInstallTensorflow } from './install-tensorflow.ts';
import { registerLanguageClient } from './language-client.ts';
import { registerMemoryWarnings } from './memory-warnings.ts';
import { registerNewDesign } from './new-design.ts';
import { registerRulePages } from './rule-pages.ts';
import { registerRunNotifications } from './run-notifications.ts';
import { registerRunPanels } from './run-panels.ts';
import { registerRunStatusBar } from './run-status-bar.ts';
import { followRuns } from './runs.ts';
import { registerShowRun } from './show-run.ts';
import { registerStopRun } from './stop-run.ts';
import { placeOf, runningRuns } from './stored-runs.ts';
import { registerSwitchOffRule } from './switch-off-rule.ts';
import { registerTrain } from './train.ts';
import { registerUninstallRuntime } from './uninstall-runtime.ts';

/** What Headroom adds to VS Code. Each feature registers itself. */
export function activate({ subscriptions, extensionUri, globalStorageUri }: ExtensionContext): void {
	const bundled = (file: string) => Uri.joinPath(extensionUri, 'dist', file);
	const log = window.createOutputChannel('Headroom', { log: true });
	const environment = childEnvironment(globalStorageUri);
	const runs = followRuns();
	const panels = registerRunPanels({ runs, extension: extensionUri, log });
	const server = registerLanguageClient(bundled('server.js'), log);

	subscriptions.push(
		log,
		runs,
		panels,
		server,
		registerDesignStatusBar(server),
		registerInspect(server),
		registerCompare(server, extensionUri),
		registerRulePages(extensionUri),
		registerSwitchOffRule(),
		registerNewDesign(),
		registerTrain({ runs, panels, environment, script: bundled('trainer.js').fsPath, logFolder: Uri.joinPath(globalStorageUri, 'trainer').fsPath }),
		registerBackendRefusals(runs),
		registerMemoryWarnings(runs),
		registerDoctor({ script: bundled('cli.js').fsPath, environment }),
		registerInstallCuda(environment, log),
		registerInstallTensorflow(environment, log),
		registerUninstallRuntime(environment),
		registerCreateDesign(),
		registerShowRun(runs, panels),
		registerStopRun(runs, panels),
		registerRunStatusBar(runs),
		registerRunNotifications(runs, panels),
		commands.registerCommand('headroom.showLogs', () => log.show()),
	);

	// Runs outlive the window that started them.
	runningRuns().then(
		(running) => Promise.all(running.map((run) => runs.open(placeOf(run)))),
		(error) => log.error('Runs that are under way could not be looked for.', error),
	);
}
