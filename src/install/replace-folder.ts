import { mkdir, mkdtemp, readdir, rename, rm, stat } from 'node:fs/promises';
import { basename, dirname, join } from 'node:path';
import { inWords } from './reasons.ts';

/** What a killed installation left is removed after this long; before, another one may be at it. */
const ABANDONED = 24 * 60 * 60 * 1000; // milliseconds

/**
 * Fills a new folder beside `folder` and then puts it in its place. Where filling fails, what was there stays as it was,
 * and nothing of the new one is left.
 */
export async function replaceFolder(folder: string, fill: (folder: string) => Promise<void>): Promise<void> {
	const beside = await folderBeside(folder);
	const next = join(beside, 'next');
	const last = join(beside, 'last');
	try {
		await mkdir(next);
		await fill(next);
		const isThere = await move(folder, last);
		try {
			await move(next, folder);
		} catch (error) {
			if (isThere) await move(last, folder);
			throw error;
		}
	} finally {
		await rm(beside, { recursive: true, force: true, maxRetries: 3 });
	}
}

async function folderBeside(folder: string): Promise<string> {
	const [parent, prefix] = [dirname(folder), `${basename(folder)}.new-`];
	try {
		await mkdir(parent, { recursive: true });
		for (const name of await readdir(parent)) {
			const path = join(parent, name);
			if (name.startsWith(prefix) && Date.now() - (await stat(path)).mtimeMs > ABANDONED) await rm(path, { recursive: true, force: true });
		}
		return await mkdtemp(join(parent, prefix));
	} catch (error) {
		throw new Error(`${parent} cannot be written to: ${inWords(error)}.`);
	}
}

/** False where there is nothing to move. */
async function move(from: string, to: string): Promise<boolean> {
	try {
		await rename(from, to);
		return true;
	} catch (error) {
		if ((error as NodeJS.ErrnoException).code === 'ENOENT') return false;
		throw new Error(`${from} cannot be moved: ${inWords(error)}.`);
	}
}
