import { execFileSync } from 'node:child_process';
import { basename, dirname, resolve } from 'node:path';

/** A file as it stood in a revision, with the way to the files beside it. */
export interface RevisedFile {
	text: string;
	/** Reads a file beside it as it stood then; undefined where git has none. */
	read(path: string): string | undefined;
}

const LARGEST_OUTPUT = 2 ** 24; // bytes
const PATIENCE = 5000; // milliseconds

/** Asks git for a file of a revision; throws an Error that says in words why there is none. */
export function readRevision(path: string, revision: string): RevisedFile {
	if (revision.startsWith('-')) throw new Error(`${revision} is no revision.`);
	const folder = dirname(resolve(path));
	const show = (file: string) =>
		execFileSync('git', ['show', `${revision}:./${file}`], {
			cwd: folder,
			encoding: 'utf8',
			stdio: ['ignore', 'pipe', 'ignore'],
			maxBuffer: LARGEST_OUTPUT,
			timeout: PATIENCE,
		});
	const read = (file: string) => {
		try {
			return show(file);
		} catch {
			return undefined;
		}
	};
	try {
		return { text: show(basename(path)), read };
	} catch (error) {
		if ((error as NodeJS.ErrnoException).code === 'ENOENT') throw new Error('git is not installed, or not on the PATH.');
		throw new Error(`git has no ${path} in ${revision}.`);
	}
}
