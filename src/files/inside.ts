import { isAbsolute, relative, sep } from 'node:path';

/** True where a path is the folder or lies in it. Both are absolute; links are not followed. */
export function isInside(folder: string, path: string): boolean {
	const way = relative(folder, path);
	return way !== '..' && !way.startsWith(`..${sep}`) && !isAbsolute(way);
}
