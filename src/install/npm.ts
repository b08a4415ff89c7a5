import { spawn } from 'node:child_process';
import { accessSync, constants } from 'node:fs';
import { delimiter, isAbsolute, join } from 'node:path';
import { createInterface } from 'node:readline';

/** What to tell where npm is not found. */
export const NO_NPM = 'npm is not on the PATH. It comes with Node.js: https://nodejs.org.';

/** The program and first arguments that are npm. */
export type Npm = [program: string, ...first: string[]];

/**
 * Finds npm on the PATH; undefined where it is not. Relative entries are passed over: a workspace could hold a program of that
 * name. On Windows npm is a batch file, which only a shell would start: the script that it starts is taken, with its Node.js.
 */
export function findNpm(path = process.env.PATH ?? '', platform: NodeJS.Platform = process.platform): Npm | undefined {
	const folders = path.split(delimiter).filter(isAbsolute);
	const onPath = (name: string): string | undefined => folders.map((folder) => join(folder, name)).find(isProgram);
	if (platform !== 'win32') {
		const npm = onPath('npm');
		return npm === undefined ? undefined : [npm];
	}
	const node = onPath('node.exe');
	const script = folders.map((folder) => join(folder, 'node_modules', 'npm', 'bin', 'npm-cli.js')).find(isProgram);
	return node === undefined || script === undefined ? undefined : [node, script];
}

function isProgram(path: string): boolean {
	try {
		accessSync(path, constants.X_OK);
		return true;
	} catch {
		return false;
	}
}

/**
 * Runs npm in a folder and gives its exit code; each line that it writes goes to `say`. Throws as the signal says when it is
 * aborted, after npm and all that it started have been ended.
 */
export async function runNpm(
	[program, ...first]: Npm,
	args: readonly string[],
	folder: string,
	say: (line: string) => void,
	signal: AbortSignal,
): Promise<number> {
	signal.throwIfAborted();
	const child = spawn(program, [...first, ...args], {
		cwd: folder,
		env: ownEnvironment(),
		stdio: ['ignore', 'pipe', 'pipe'],
		windowsHide: true,
		// A group of its own, so that install scripts end with it.
		detached: process.platform !== 'win32',
	});
	for (const input of [child.stdout, child.stderr]) createInterface({ input }).on('line', say);
	const end = (): void => {
		if (child.pid === undefined) return;
		if (process.platform === 'win32') spawn('taskkill', ['/pid', String(child.pid), '/t', '/f'], { stdio: 'ignore', windowsHide: true });
		else process.kill(-child.pid, 'SIGKILL');
	};
	signal.addEventListener('abort', end, { once: true });
	try {
		const code = await new Promise<number | null>((resolve, reject) => {
			child.once('error', (error) => reject(new Error(`${program} could not be started: ${error.message}.`)));
			child.once('close', resolve);
		});
		signal.throwIfAborted();
		return code ?? 1;
	} finally {
		signal.removeEventListener('abort', end);
	}
}

/** What the editor tells its own processes, and what an npm that runs Headroom tells its scripts, is not meant for this one. */
function ownEnvironment(): NodeJS.ProcessEnv {
	const foreign = /^(ELECTRON_|VSCODE_|npm_(?!config_)|npm_config_(global|prefix|local_prefix|ignore_scripts|workspace)|NODE_OPTIONS$|INIT_CWD$)/i;
	return Object.fromEntries(Object.entries(process.env).filter(([name]) => !foreign.test(name)));
}
