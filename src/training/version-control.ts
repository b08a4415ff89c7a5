import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';

/** The folder `.headroom` beside a design asks Git to leave it alone, as it may grow large. */
export async function keepOutOfVersionControl(store: string): Promise<void> {
	await writeFile(join(store, '.gitignore'), '*\n', { flag: 'wx' }).catch((error: NodeJS.ErrnoException) => {
		if (error.code !== 'EEXIST') throw error;
	});
}
