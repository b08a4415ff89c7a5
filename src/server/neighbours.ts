import { dirname } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { isInside } from '../files/inside.ts';
import { readBeside } from '../files/text.ts';

/** Reads files beside a document, inside its workspace folder, or its own folder where there is none; open editors come first. */
export function neighbours(uri: string, folders: readonly string[], open: (uri: string) => string | undefined): (path: string) => string | undefined {
	if (!uri.startsWith('file:')) return () => undefined;
	const path = fileURLToPath(uri);
	const roots = folders.filter((folder) => folder.startsWith('file:')).map((folder) => fileURLToPath(folder));
	return readBeside(path, roots.find((folder) => isInside(folder, path)) ?? dirname(path), (file) => open(pathToFileURL(file).href));
}
