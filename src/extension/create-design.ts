import { writeFile } from 'node:fs/promises';
import { basename, dirname, join } from 'node:path';
import { commands, type Disposable, Uri, window, workspace } from 'vscode';
import { maximumPositions } from '../design/architecture.ts';
import { designAround, designNames } from './design-around.ts';
import { fileOf, kindOf, reader } from './designs.ts';

/** Tokens of a window unless the model has fewer positions. */
const SEQUENCE_LENGTH = 128;

/** `headroom.createDesign`: writes a design file next to a configuration, never over another file, and opens it. */
export const registerCreateDesign = (): Disposable =>
	commands.registerCommand('headroom.createDesign', async (argument: unknown): Promise<Uri | undefined> => {
		const uri = fileOf(argument);
		if (uri === undefined || uri.scheme !== 'file' || (await kindOf(uri)) !== 'configuration') {
			void window.showErrorMessage('A design is made from a configuration on disk: a JSON file with a model_type.');
			return undefined;
		}
		try {
			const created = await writeDesign(uri);
			await window.showTextDocument(created);
			return created;
		} catch (error) {
			void window.showErrorMessage(`No design could be written next to ${basename(uri.path)}: ${error instanceof Error ? error.message : error}`);
			return undefined;
		}
	});

async function writeDesign(configuration: Uri): Promise<Uri> {
	const { getText } = await workspace.openTextDocument(configuration);
	const name = basename(configuration.fsPath);
	const { readDesign } = await reader();
	const { architecture } = readDesign(getText(), { name });
	const positions = architecture && maximumPositions(architecture);
	const text = designAround(name, Math.min(SEQUENCE_LENGTH, positions ?? SEQUENCE_LENGTH));
	for (const free of designNames(name)) {
		const path = join(dirname(configuration.fsPath), free);
		try {
			await writeFile(path, text, { flag: 'wx' });
			return Uri.file(path);
		} catch (error) {
			if ((error as NodeJS.ErrnoException).code !== 'EEXIST') throw error;
		}
	}
	throw new Error('every name is taken');
}
