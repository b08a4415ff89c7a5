import { createHash, randomUUID } from 'node:crypto';
import { constants } from 'node:fs';
import { copyFile, link, mkdir, readdir, readFile, rename, rm, writeFile } from 'node:fs/promises';
import { basename, dirname, join } from 'node:path';
import { livingOf, PROCESS_FILE, thisProcess } from './process.ts';
import { Refusal } from './refusal.ts';
import { STOP_FILE } from './store.ts';
import { keepOutOfVersionControl } from './version-control.ts';

/** A run's folder that no other process trains in while this one lives. */
export interface Claim {
	/** False once the folder has vanished, or somebody else has taken it. */
	holds(): Promise<boolean>;
	release(): Promise<void>;
}

/** Makes a new run's folder. It may be there, empty, or with the wish to stop in it. */
export async function makeRunFolder(folder: string): Promise<void> {
	try {
		await mkdir(folder, { recursive: true });
		const store = storeOf(folder);
		if (store !== undefined) await keepOutOfVersionControl(store);
		const names = (await readdir(folder)).filter((name) => name !== STOP_FILE);
		if (names.includes('capsule.json')) throw new Refusal(`${folder} holds a run already: go on with it by --resume ${folder}, or choose another --out.`);
		if (names.length > 0) throw new Refusal(`${folder} is not empty: choose another --out.`);
	} catch (error) {
		throw error instanceof Refusal ? error : new Refusal(`${folder} cannot be written: ${(error as Error).message}. Choose another place by --out.`);
	}
}

/** The folder `.headroom` in which a run is kept; undefined where it is kept elsewhere. */
function storeOf(folder: string): string | undefined {
	const store = dirname(dirname(folder));
	return basename(store) === '.headroom' && basename(dirname(folder)) === 'runs' ? store : undefined;
}

/** Takes a run's folder for this process. A second process is refused while the first one lives. */
export async function claimFolder(folder: string): Promise<Claim> {
	const file = join(folder, PROCESS_FILE);
	const own = `${JSON.stringify(await thisProcess())}\n`;
	const beside = `${file}.${randomUUID()}.tmp`;
	try {
		await writeFile(beside, own);
		await take(beside, file, folder);
	} catch (error) {
		throw error instanceof Refusal ? error : new Refusal(`${folder} cannot be written: ${(error as Error).message}.`);
	} finally {
		for (const left of [beside, `${beside}.new`]) await rm(left, { force: true }).catch(() => undefined);
	}
	const holds = async () => (await readFile(file, 'utf8').catch(() => undefined)) === own;
	return {
		holds,
		async release() {
			if (await holds()) await rm(file, { force: true }).catch(() => undefined);
		},
	};
}

/**
 * Makes a file that nobody living holds this process's own. A link is made only where no file of that name is: of two processes one
 * wins. What a killed process left is replaced by the one that holds a second such file, named by what was left, and that finds it
 * still there then: whoever looked before a third one took over finds a living process instead.
 */
async function take(beside: string, file: string, folder: string): Promise<void> {
	for (let attempt = 0; attempt < 3; attempt++) {
		if (await linkOrCopy(beside, file)) return;
		const left = await readIfThere(file);
		if (left === undefined) continue;
		const other = await livingOf(left);
		if (other !== undefined) throw new Refusal(`Process ${other.pid} trains in ${folder} already: stop it first, or wait for its end.`);
		const right = `${file}.${createHash('sha256').update(left).digest('hex').slice(0, 16)}`;
		await take(beside, right, folder);
		try {
			if ((await readIfThere(file)) !== left) continue;
			await copyFile(beside, `${beside}.new`);
			return await rename(`${beside}.new`, file);
		} finally {
			await rm(right, { force: true }).catch(() => undefined);
		}
	}
	throw new Refusal(`Another process is taking ${folder}: look whether it trains there now.`);
}

const readIfThere = (file: string): Promise<string | undefined> =>
	readFile(file, 'utf8').catch((error: NodeJS.ErrnoException) => {
		if (error.code === 'ENOENT') return undefined;
		throw error;
	});

/** False where the name is taken. File systems without links (exFAT, some shares) get a copy, which fails in the same way there. */
const linkOrCopy = (from: string, to: string): Promise<boolean> =>
	link(from, to)
		.catch((error: NodeJS.ErrnoException) => {
			if (error.code === 'EEXIST' || error.code === 'ENOENT') throw error;
			return copyFile(from, to, constants.COPYFILE_EXCL);
		})
		.then(
			() => true,
			(error: NodeJS.ErrnoException) => {
				if (error.code === 'EEXIST') return false;
				throw error;
			},
		);
