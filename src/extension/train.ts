import { basename, dirname, join } from 'node:path';
import { commands, type Disposable, Uri, type ViewColumn, window, workspace } from 'vscode';
import { newRunId, runsFolder } from '../training/store.ts';
import { fileOf, kindOf, saveDesign } from './designs.ts';
import type { RunPanels } from './run-panels.ts';
import type { Runs } from './runs.ts';
import { startTrainer } from './trainer.ts';

export interface TrainOptions {
	runs: Runs;
	panels: RunPanels;
	/** The bundled trainer. */
	script: string;
	logFolder: string;
	/** Of the trainer. */
	environment: NodeJS.ProcessEnv;
}

/** `headroom.train`: starts a run of a design and opens its panel beside it. A second call starts a second run. A backend stands above the setting. */
export const registerTrain = (options: TrainOptions): Disposable =>
	commands.registerCommand('headroom.train', async (argument: unknown, column: unknown, backend: unknown) => {
		const active = options.panels.active();
		const uri = fileOf(argument) ?? (active && Uri.file(active.place.design));
		if (uri === undefined) return void window.showErrorMessage('Open the design to train: a file NAME.headroom.yaml, or a config.json.');
		if (!workspace.isTrusted) return askForTrust();
		if (uri.scheme !== 'file') return void window.showErrorMessage(`Save ${basename(uri.path)} on disk first: its data and runs live beside it.`);
		const kind = await kindOf(uri);
		if (kind === undefined) return void window.showErrorMessage(`${basename(uri.path)} is no design: it has no model_type.`);
		if (kind === 'configuration') return offerDesign(uri);
		if (!(await saveDesign(uri))) return void window.showErrorMessage(`${basename(uri.path)} could not be saved, so nothing was trained.`);
		await start(uri, options, typeof column === 'number' ? column : undefined, typeof backend === 'string' ? backend : undefined);
	});

async function start(uri: Uri, { runs, panels, ...trainer }: TrainOptions, column: ViewColumn | undefined, named: string | undefined): Promise<void> {
	const design = uri.fsPath;
	const now = new Date();
	const id = newRunId(basename(design), now);
	const folder = join(runsFolder(design), id);
	const home = workspace.getWorkspaceFolder(uri)?.uri.fsPath ?? dirname(design);
	const configuration = workspace.getConfiguration('headroom', uri);
	const backend = named ?? configuration.get<string>('backend', 'auto');
	const { exit } = await startTrainer({ design, folder, workspace: home, id, backend }, { ...trainer, node: configuration.get<string>('train.node', '') });
	panels.show(runs.add({ folder, design, started: now.getTime() }, exit), column);
}

// What a click asks for is answered where it cannot be missed: notifications may be turned off.

async function askForTrust(): Promise<void> {
	const manage = 'Manage Workspace Trust';
	const detail = 'A run reads the files that the design names and writes beside it.';
	const choice = await window.showWarningMessage('Training needs a workspace that you trust.', { modal: true, detail }, manage);
	if (choice === manage) await commands.executeCommand('workbench.trust.manage');
}

async function offerDesign(configuration: Uri): Promise<void> {
	const name = basename(configuration.path);
	const create = 'Create Design';
	const detail = `${name} says what the model is. A design file next to it says what to train it on, and how long. ${name} stays as it is.`;
	const choice = await window.showInformationMessage(`Create a design to train ${name}?`, { modal: true, detail }, create);
	if (choice === create) await commands.executeCommand('headroom.createDesign', configuration);
}
