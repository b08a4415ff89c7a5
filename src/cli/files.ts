import { readFileSync, statSync } from 'node:fs';
import { basename, dirname, join, relative, resolve, sep } from 'node:path';
import { globSync } from 'tinyglobby';
import { isDesign } from '../design/design.ts';
import { UsageError } from './usage.ts';

/** A file of the command line, read. */
export interface InputFile {
	/** As the user would write it. */
	path: string;
	name: string;
	text: string;
	/** Reads a file beside it; undefined outside the folder of the command or of the file. */
	read(path: string): string | undefined;
}

/** Larger files are data, not designs. */
const LARGEST = 1_000_000;

/** Reads one file; throws a UsageError with the reason where it cannot be read. */
export function readInput(path: string): InputFile {
	const text = readText(path);
	const home = dirname(resolve(path));
	const root = isInside(process.cwd(), home) ? process.cwd() : home;
	const read = (other: string) => {
		const file = resolve(home, other);
		if (!isInside(root, file)) return undefined;
		try {
			return readText(file);
		} catch {
			return undefined;
		}
	};
	return { path, name: basename(path), text, read };
}

function readText(path: string): string {
	try {
		const { size } = statSync(path);
		if (size > LARGEST) throw new UsageError(`${path} has ${Math.round(size / 1e6)} MB; a design has at most 1 MB.`);
		return readFileSync(path, 'utf8');
	} catch (error) {
		if (error instanceof UsageError) throw error;
		const { code, message } = error as NodeJS.ErrnoException;
		const reason = { ENOENT: 'there is no such file', EACCES: 'it may not be read', EISDIR: 'it is a folder' }[code ?? ''] ?? message;
		throw new UsageError(`${path} cannot be read: ${reason}.`);
	}
}

/** The files of the arguments; folders give every design in them, hidden and installed ones left out. */
export function inputs(paths: readonly string[]): InputFile[] {
	return paths.flatMap((path) => {
		if (!isFolder(path)) return [readInput(path)];
		const found = globSync(['**/*.json', '**/*.jsonc', '**/*.headroom.{yaml,yml}'], {
			cwd: path,
			ignore: ['**/node_modules/**'],
			dot: false,
			followSymbolicLinks: false,
		}).sort();
		return found
			.map((file) => join(path, file))
			.filter((file) => statSync(file).size <= LARGEST)
			.map(readInput)
			.filter(({ name, text }) => isDesign(name, text));
	});
}

const isFolder = (path: string): boolean => statSync(path, { throwIfNoEntry: false })?.isDirectory() ?? false;
const isInside = (folder: string, file: string): boolean => file === folder || !relative(folder, file).split(sep).includes('..');
