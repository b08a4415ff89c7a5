import { readdir } from 'node:fs/promises';
import { dirname, join, resolve } from 'node:path';
import { workspace } from 'vscode';
import type { RunPlace } from '../../webview/shared/protocol.ts';
import { livingProcess } from '../training/process.ts';
import { listRuns, type RunSummary, readRun, runsFolder } from '../training/store.ts';
import { DESIGN_FILES } from './designs.ts';

/** More designs than this are not searched for runs. */
const MOST_DESIGNS = 500;

/** Every run beside a design of the workspace, the newest first. */
export async function storedRuns(): Promise<RunSummary[]> {
	const lists = await Promise.all((await designFolders()).map(listRuns));
	return lists.flat().sort((a, b) => b.started.localeCompare(a.started));
}

/** Those of them that train now; the events of the others are not read. */
export async function runningRuns(): Promise<RunSummary[]> {
	const folders = (await designFolders()).map((folder) => runsFolder(join(folder, 'design')));
	const runs = await Promise.all(
		folders.map(async (store) => {
			const names = await readdir(store).catch(() => []);
			return Promise.all(names.map(async (name) => ((await livingProcess(join(store, name))) ? readRun(join(store, name)) : undefined)));
		}),
	);
	return runs.flat().filter((run) => run?.status === 'running') as RunSummary[];
}

/** Where a run of a store is: its design is beside the store. */
export const placeOf = ({ folder, design, started }: RunSummary): RunPlace => ({
	folder,
	design: resolve(folder, '..', '..', '..', design),
	started: Date.parse(started),
});

async function designFolders(): Promise<string[]> {
	const designs = await workspace.findFiles(DESIGN_FILES, '**/node_modules/**', MOST_DESIGNS);
	return [...new Set(designs.filter(({ scheme }) => scheme === 'file').map(({ fsPath }) => dirname(fsPath)))];
}
