import { existsSync, readdir, realpathSync } from 'node:fs';
import { dirname, join, relative, sep } from 'node:path';
import { glob } from 'tinyglobby';
import { isInside } from '../../files/inside.ts';
import { Refusal } from '../refusal.ts';

export interface Places {
	/** Folder of the design: patterns are relative to it. */
	folder: string;
	/** Nothing outside this folder is read. */
	workspace: string;
}

/** Never text to learn from: runs, packages, version control. */
const IGNORED = ['**/.headroom/**', '**/node_modules/**', '**/.git/**'];

/**
 * The files that `data.files` names, as absolute paths in the order of their names, which is the same everywhere.
 * A pattern or a link that leads out of the workspace is refused, and nothing out there is even listed.
 */
export async function findFiles(patterns: readonly string[], { folder, workspace }: Places): Promise<string[]> {
	const root = realpathSync(workspace);
	const outside = new Set<string>();
	const leaves = (path: string): boolean => {
		const real = realpathSync(path);
		if (isInside(root, real)) return false;
		outside.add(path);
		return true;
	};
	const listInside = ((path: string, options: object, done: (error: Error | null, entries: unknown[]) => void) => {
		if (!existsSync(path) || leaves(path)) return done(null, []);
		readdir(path, options, done as never);
	}) as unknown as typeof readdir;

	const found = await glob(patterns, { cwd: realpathSync(folder), absolute: true, ignore: IGNORED, expandDirectories: false, fs: { readdir: listInside } });
	const files = found.filter((file) => !leaves(file) && !belongsToRun(file, root));
	const [first] = [...outside].sort();
	if (first !== undefined)
		throw new Refusal(
			`data.files leads to ${first}, outside of ${workspace}, where a run may not read. Move the text inside, or leave it out with a pattern such as "!FOLDER/**".`,
		);
	return files.sort((a, b) => compare(nameOf(folder, a), nameOf(folder, b)));
}

/** A file's name relative to the design, with the same separators everywhere. */
export const nameOf = (folder: string, file: string): string => relative(realpathSync(folder), file).split(sep).join('/');

/** What a run writes is not text to learn from, wherever its folder is. */
function belongsToRun(file: string, root: string): boolean {
	for (let folder = dirname(file); isInside(root, folder); folder = dirname(folder)) {
		if (existsSync(join(folder, 'events.jsonl')) && existsSync(join(folder, 'capsule.json'))) return true;
		if (folder === dirname(folder)) return false;
	}
	return false;
}

const compare = (a: string, b: string): number => (a < b ? -1 : a > b ? 1 : 0);
