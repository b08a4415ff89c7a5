// Installs the VS Code that the tests and `npm start` use. Does nothing when it is there already.
import { execFileSync } from 'node:child_process';
import { existsSync, rmSync, statSync, symlinkSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

const folder = dirname(fileURLToPath(import.meta.url));
const modules = join(folder, 'node_modules');
const windows = process.platform === 'win32';

/** The folder that VS Code's server starts in. */
export const vscodeFolder = join(modules, 'code-server/lib/vscode');

/** Installs this folder's packages and shows them to VS Code. */
export function installHost() {
	const libraries = join(vscodeFolder, 'node_modules');
	const installed = join(modules, '.package-lock.json');
	if (existsSync(libraries) && statSync(installed).mtimeMs >= statSync(join(folder, 'package-lock.json')).mtimeMs) return;
	console.error('Installing VS Code for the browser: about 170 MB to fetch, 550 MB on disk…');
	execFileSync('npm', ['ci', '--ignore-scripts', '--loglevel', 'error'], { cwd: folder, stdio: ['ignore', 2, 2], shell: windows });
	// VS Code looks for its libraries in its own folder, where code-server's install scripts would have put a second copy.
	rmSync(libraries, { recursive: true, force: true });
	symlinkSync(windows ? modules : '../../..', libraries, 'junction');
}

/** Path of a Node.js new enough for VS Code's server: the packaged one, or the one that runs this. Throws where neither is. */
export function hostNode() {
	const packaged = [join(modules, `node-${process.platform}-${process.arch}/bin/node`), join(modules, `node-win-${process.arch}/bin/node.exe`)].find((path) =>
		existsSync(path),
	);
	if (packaged !== undefined) return packaged;
	if (Number.parseInt(process.versions.node, 10) >= 24) return process.execPath;
	throw new Error(`VS Code for the browser needs Node.js 24 or newer on ${process.platform} ${process.arch}; this is ${process.versions.node}.`);
}
