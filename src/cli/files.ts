import { statSync } from 'node:fs';
import { basename, dirname, resolve } from 'node:path';
import { isDesign } from '../design/design.ts';
import { glance, namedLikeDesigns } from '../files/designs.ts';
import { isInside } from '../files/inside.ts';
import { LARGEST_DESIGN, readBeside, readText } from '../files/text.ts';
import { UsageError } from './usage.ts';

/** A file of the command line, read. */
export interface InputFile {
	/** As the user would write it. */
	path: string;
	name: string;
	text: string;
	/** Reads a file beside it; undefined outside the working folder, or the file's own where it lies elsewhere. */
	read(path: string): string | undefined;
}

/** Reads one file; throws a UsageError with the reason where it cannot be read. */
export function readInput(path: string): InputFile {
	const file = resolve(path);
	const root = isInside(process.cwd(), file) ? process.cwd() : dirname(file);
	try {
		return { path, name: basename(path), text: readText(path), read: readBeside(file, root) };
	} catch (error) {
		throw new UsageError((error as Error).message);
	}
}

/** The files of the arguments; folders give every design in them, hidden and installed ones left out. */
export function inputs(paths: readonly string[]): InputFile[] {
	return paths.flatMap((path) => {
		if (!statSync(path, { throwIfNoEntry: false })?.isDirectory()) return [readInput(path)];
		return namedLikeDesigns(path).flatMap((file) => {
			const kind = glance(file);
			if (kind === 'too-large') console.error(`${file} has more than ${LARGEST_DESIGN / 1e6} MB and is skipped.`);
			return kind === 'design' ? [readInput(file)].filter(({ name, text }) => isDesign(name, text)) : [];
		});
	});
}
