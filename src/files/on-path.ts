import { access, constants } from 'node:fs/promises';
import { delimiter, extname, isAbsolute, join } from 'node:path';

/**
 * Where a program lies on the PATH; undefined where it does not. Relative entries are passed over, and on Windows the working folder,
 * which the system would search first: a workspace could hold a program of that name.
 */
export async function onPath(program: string, path = process.env.PATH ?? ''): Promise<string | undefined> {
	const file = process.platform === 'win32' && extname(program) === '' ? `${program}.exe` : program;
	for (const folder of path.split(delimiter).filter(isAbsolute)) {
		const found = join(folder, file);
		const isThere = await access(found, constants.X_OK).then(
			() => true,
			() => false,
		);
		if (isThere) return found;
	}
	return undefined;
}
