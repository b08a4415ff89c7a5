// What `npm start` and `npm test` share: packages and a fresh build.
import { spawnSync } from 'node:child_process';
import { existsSync, statSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

/** The repository. */
export const root = dirname(dirname(fileURLToPath(import.meta.url)));

/** Installs the packages of the lockfile unless that was done since it last changed. Throws when npm fails. */
export function installPackages() {
	const installed = join(root, 'node_modules/.package-lock.json');
	if (existsSync(installed) && statSync(installed).mtimeMs >= statSync(join(root, 'package-lock.json')).mtimeMs) return;
	console.error('Installing packages…');
	const npm = spawnSync('npm', ['ci', '--ignore-scripts', '--loglevel', 'error'], { cwd: root, stdio: ['ignore', 2, 2], shell: process.platform === 'win32' });
	if (npm.status !== 0) throw new Error('npm could not install the packages.');
}

/** Bundles everything into `dist/`; takes about a second. Throws when a source does not build. */
export function build() {
	if (spawnSync(process.execPath, ['scripts/build.mjs'], { cwd: root, stdio: 'inherit' }).status !== 0) throw new Error('The build failed.');
}
