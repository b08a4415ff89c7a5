import { constants } from 'node:fs';
import { copyFile, link, mkdir, readdir, readFile, rename, rm, writeFile } from 'node:fs/promises';
import { basename, dirname, join } from 'node:path';
import { livingProcess, PROCESS_FILE, thisProcess } from './process.ts';
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
	const beside = `${file}.${process.pid}.tmp`;
	try {
		await writeFile(beside, own);
		await take(beside, file, folder);
	} catch (error) {
		throw error instanceof Refusal ? error : new Refusal(`${folder} cannot be written: ${(error as Error).message}.`);
	} finally {
		await rm(beside, { force: true }).catch(() => undefined);
	}
	const holds = async () => (await readFile(file, 'utf8').catch(() => undefined)) === own;
	return {
		holds,
		async release() {
			if (await holds()) await rm(file, { force: true }).catch(() => undefined);
		},
	};
}

/** A link is made only where no file of that name is: of two processes one wins. */
async function take(beside: string, file: string, folder: string): Promise<void> {
	for (let attempt = 0; attempt < 3; attempt++) {
		const error = await linkOrCopy(beside, file).then(
			() => undefined,
			(failure: NodeJS.ErrnoException) => failure,
		);
		if (error === undefined) return;
		if (error.code !== 'EEXIST') throw error;
		const other = await livingProcess(folder);
		if (other !== undefined) throw new Refusal(`Process ${other.pid} trains in ${folder} already: stop it first, or wait for its end.`);
		// Left by a process that was killed. Moved away before it is removed: of two who find it, one moves it.
		await rename(file, `${beside}.old`).then(
			() => rm(`${beside}.old`, { force: true }),
			(failure: NodeJS.ErrnoException) => {
				if (failure.code !== 'ENOENT') throw failure;
			},
		);
	}
	throw new Refusal(`Another process is taking ${folder}: look whether it trains there now.`);
}

/** File systems without links (exFAT, some shares) get a copy, which fails in the same way where the name is taken. */
const linkOrCopy = (from: string, to: string): Promise<void> =>
	link(from, to).catch((error: NodeJS.ErrnoException) => {
		if (error.code === 'EEXIST' || error.code === 'ENOENT') throw error;
		return copyFile(from, to, constants.COPYFILE_EXCL);
	});
