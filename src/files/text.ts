import { readFileSync, statSync } from 'node:fs';
import { dirname, resolve } from 'node:path';
import { isInside } from './inside.ts';

/** Larger files are data, not designs. */
export const LARGEST_DESIGN = 1_000_000;

/** The text of a file that may be a design; throws an Error that says in words why it cannot be read. */
export function readText(path: string): string {
	try {
		const { size } = statSync(path);
		if (size <= LARGEST_DESIGN) return readFileSync(path, 'utf8');
	} catch (error) {
		const { code, message } = error as NodeJS.ErrnoException;
		const reasons: Record<string, string> = { ENOENT: 'there is no such file', EACCES: 'it may not be read', EISDIR: 'it is a folder' };
		throw new Error(`${path} cannot be read: ${reasons[code ?? ''] ?? message}.`);
	}
	throw new Error(`${path} has more than ${LARGEST_DESIGN / 1e6} MB: a design is smaller.`);
}

/**
 * Reads files beside a design by relative path, as `open` has them or else from disk; undefined where a file cannot be
 * read, or lies outside `root`.
 */
export function readBeside(design: string, root: string, open: (path: string) => string | undefined = () => undefined): (path: string) => string | undefined {
	return (path) => {
		const file = resolve(dirname(design), path);
		if (!isInside(root, file)) return undefined;
		try {
			return open(file) ?? readText(file);
		} catch {
			return undefined;
		}
	};
}
