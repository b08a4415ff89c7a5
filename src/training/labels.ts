import { readFile, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { livingProcess } from './process.ts';
import { toJson, writeWhole } from './whole-file.ts';

/** What a person calls a run: `labels.json` in its folder, the one file of it that may change after its end. */
export interface Labels {
	name?: string;
	pinned?: boolean;
	tags?: string[];
}

const LABELS_FILE = 'labels.json';

/** Labels of a run's folder; what is not there, or is of another type, is absent. */
export async function readLabels(folder: string): Promise<Labels> {
	const written = await readFile(join(folder, LABELS_FILE), 'utf8')
		.then(JSON.parse)
		.catch(() => undefined);
	return {
		...(typeof written?.name === 'string' && { name: written.name }),
		...(typeof written?.pinned === 'boolean' && { pinned: written.pinned }),
		...(Array.isArray(written?.tags) && { tags: written.tags.filter((tag: unknown) => typeof tag === 'string') }),
	};
}

/** Changes labels of a run and leaves the others. */
export async function label(folder: string, changes: Labels): Promise<void> {
	await writeWhole(join(folder, LABELS_FILE), toJson({ ...(await readLabels(folder)), ...changes }));
}

/** Removes a run with everything in its folder; one that trains is refused by an error that says so. */
export async function removeRun(folder: string): Promise<void> {
	const living = await livingProcess(folder);
	if (living !== undefined) throw new Error(`Process ${living.pid} trains in ${folder}: stop it first.`);
	await rm(folder, { recursive: true });
}
