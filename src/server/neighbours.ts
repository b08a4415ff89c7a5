import { readFileSync, statSync } from 'node:fs';
import { dirname, isAbsolute, relative, resolve } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { LARGEST_DESIGN } from './linter.ts';

/**
 * Reads files beside a document by relative path, as open in the editor or else from disk. A path that leaves the
 * workspace, or the document's own folder where there is no workspace, is not read.
 */
export function neighbours(uri: string, folders: readonly string[], open: (uri: string) => string | undefined): (path: string) => string | undefined {
	if (!uri.startsWith('file:')) return () => undefined;
	const home = dirname(fileURLToPath(uri));
	const roots = folders.filter((folder) => folder.startsWith('file:')).map((folder) => fileURLToPath(folder));
	const root = roots.find((folder) => isInside(folder, home)) ?? home;
	return (path) => {
		const file = resolve(home, path);
		if (!isInside(root, file)) return undefined;
		const text = open(pathToFileURL(file).href);
		if (text !== undefined) return text;
		try {
			return statSync(file).size > LARGEST_DESIGN ? undefined : readFileSync(file, 'utf8');
		} catch {
			return undefined;
		}
	};
}

function isInside(folder: string, file: string): boolean {
	const way = relative(folder, file);
	return way !== '..' && !way.startsWith(`..${process.platform === 'win32' ? '\\' : '/'}`) && !isAbsolute(way);
}
