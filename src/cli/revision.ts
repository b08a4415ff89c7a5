import { execFileSync } from 'node:child_process';
import { basename, dirname, resolve } from 'node:path';
import type { InputFile } from './files.ts';
import { UsageError } from './usage.ts';

/** A file as it stood in a git revision; throws a UsageError where git has none. */
export function revisionOf(path: string, revision: string): InputFile {
	if (revision.startsWith('-')) throw new UsageError(`${revision} is no revision.`);
	const folder = dirname(resolve(path));
	const show = (file: string) =>
		execFileSync('git', ['show', `${revision}:./${file}`], { cwd: folder, encoding: 'utf8', stdio: ['ignore', 'pipe', 'ignore'], maxBuffer: 2 ** 24 });
	try {
		const text = show(basename(path));
		const read = (other: string) => {
			try {
				return show(other);
			} catch {
				return undefined;
			}
		};
		return { path: `${path} (${revision})`, name: basename(path), text, read };
	} catch {
		throw new UsageError(`git has no ${path} in ${revision}.`);
	}
}
