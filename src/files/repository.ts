import { existsSync } from 'node:fs';
import { dirname, join } from 'node:path';

/** True where a file lies in the working tree of a git repository. */
export function isInRepository(path: string): boolean {
	const folder = dirname(path);
	return folder !== path && (existsSync(join(folder, '.git')) || isInRepository(folder));
}
