import { closeSync, openSync, readSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { glob, globSync } from 'tinyglobby';
import { LARGEST_DESIGN } from './text.ts';

const PATTERNS = ['**/*.json', '**/*.jsonc', '**/*.headroom.{yaml,yml}'];
/** Hidden folders and installed packages hold no designs of the user. */
const SEARCH = { ignore: ['**/node_modules/**'], followSymbolicLinks: false, expandDirectories: false } as const;
/** Bytes of a file that are looked at before it is read whole. */
const GLANCE = 65_536;

/** Files below a folder that may be designs by their name, as absolute paths in the order of their names. */
export const namedLikeDesigns = (folder: string): string[] =>
	globSync(PATTERNS, { ...SEARCH, cwd: folder })
		.sort()
		.map((file) => join(folder, file));

/** The same without holding up the process. */
export const findNamedLikeDesigns = async (folder: string): Promise<string[]> =>
	(await glob(PATTERNS, { ...SEARCH, cwd: folder })).sort().map((file) => join(folder, file));

/** True where such a search would come to a file: no part of its way from the folder is hidden or an installed package. */
export const isSearched = (way: string): boolean => way.split(/[\\/]/).every((part) => !part.startsWith('.') && part !== 'node_modules');

/**
 * What a file may be by its name, its size and its first bytes: a design, one that is larger than designs are, or
 * nothing of the kind. Other JSON is not read any further. Undefined too where it cannot be read.
 */
export function glance(path: string): 'design' | 'too-large' | undefined {
	try {
		const { size } = statSync(path);
		if (!/\.headroom\.(ya?ml|jsonc?)$/.test(path) && !(/\.jsonc?$/.test(path) && speaksOfModel(path))) return undefined;
		return size > LARGEST_DESIGN ? 'too-large' : 'design';
	} catch {
		return undefined;
	}
}

/** A configuration names its class early; its `model_type` may come after thousands of labels. */
function speaksOfModel(path: string): boolean {
	const file = openSync(path, 'r');
	try {
		const bytes = Buffer.alloc(GLANCE);
		return /"(model_type|architectures)"\s*:/.test(bytes.toString('utf8', 0, readSync(file, bytes, 0, GLANCE, 0)));
	} finally {
		closeSync(file);
	}
}
