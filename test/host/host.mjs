// A real VS Code without a desktop: its server on this machine, its window in a browser.
import { spawn, spawnSync } from 'node:child_process';
import { appendFileSync, existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { hostNode, vscodeFolder } from './setup.mjs';

/** A quiet window: no dialogs, no services of elsewhere, nothing saved unasked (the browser's default saves after a second). */
export const SETTINGS = {
	'chat.disableAIFeatures': true,
	'editor.minimap.enabled': false,
	'extensions.autoCheckUpdates': false,
	'extensions.autoUpdate': false,
	'extensions.ignoreRecommendations': true,
	'files.autoSave': 'off',
	'git.enabled': false,
	'security.workspace.trust.enabled': false,
	'telemetry.telemetryLevel': 'off',
	// Editors are restored on a reload although the address names a file to open.
	'window.restoreWindows': 'preserve',
	'workbench.colorTheme': 'Dark Modern',
	'workbench.enableExperiments': false,
	'workbench.secondarySideBar.defaultVisibility': 'hidden',
	'workbench.startupEditor': 'none',
	'workbench.tips.enabled': false,
};

/**
 * @typedef {object} Server
 * @property {string} url
 * @property {string} authority host and port, as in `vscode-remote://` addresses
 * @property {string | undefined} token
 * @property {string} settingsFile
 * @property {() => string} output what the server printed so far
 * @property {Promise<number | null>} exited settles with the exit code when the server ends, by itself or by `stop`
 * @property {() => Promise<void>} stop ends the server and every process it started
 */

/**
 * Starts VS Code's server on 127.0.0.1 and waits until it listens. Throws with its output when it ends before that.
 * @param {object} [options]
 * @param {string} [options.data] folder for settings and state, kept; a temporary one without it
 * @param {string} [options.extensions] folder of installed extensions
 * @param {string} [options.token] asked of everyone who connects
 * @param {number} [options.port] a free one without it
 * @param {boolean} [options.tests] let the window's address name an extension under development and its tests
 * @param {Record<string, string>} [options.env] added to the environment that extensions see
 * @param {string} [options.log] file that the server's output is appended to
 * @returns {Promise<Server>}
 */
export async function startServer({ data, extensions, token, port = 0, tests = false, env = {}, log } = {}) {
	const temporary = mkdtempSync(join(tmpdir(), 'headroom-vscode-'));
	const folder = data ?? temporary;
	const settingsFile = join(folder, 'data/User/settings.json');
	mkdirSync(join(folder, 'data/User'), { recursive: true });
	if (!existsSync(settingsFile)) writeFileSync(settingsFile, `${JSON.stringify(SETTINGS, null, 2)}\n`);

	const args = ['out/server-main.js', '--host', '127.0.0.1', '--port', String(port), '--accept-server-license-terms', '--telemetry-level', 'off'];
	args.push('--server-data-dir', folder, '--user-data-dir', join(folder, 'data'), '--extensions-dir', extensions ?? join(folder, 'extensions'));
	args.push(...(token === undefined ? ['--without-connection-token'] : ['--connection-token', token]));
	// A built browser client ignores extension paths in its address unless the server was started with this.
	if (tests) args.push('--enable-smoke-test-driver');

	// Sockets go with the temporary folder; a kept one may lie too deep for them.
	const server = spawn(hostNode(), args, {
		cwd: vscodeFolder,
		env: { ...process.env, EXTENSIONS_GALLERY: '{}', XDG_RUNTIME_DIR: temporary, ...env },
		stdio: ['ignore', 'pipe', 'pipe'],
		detached: true,
	});
	let output = '';
	/** @type {Promise<number | null>} */
	const exited = new Promise((resolve) => server.once('close', resolve));
	// Also where whoever started it ends in a hurry.
	const kill = () => signalGroup(/** @type {number} */ (server.pid), 'SIGKILL');
	process.once('exit', kill);
	const stop = async () => {
		process.removeListener('exit', kill);
		await endGroup(/** @type {number} */ (server.pid));
		await exited;
		rmSync(temporary, { recursive: true, force: true, maxRetries: 3 });
	};
	/** @type {Promise<number>} */
	const listening = new Promise((resolve, reject) => {
		/** @param {Buffer} chunk */
		const read = (chunk) => {
			output += chunk;
			if (log !== undefined) appendFileSync(log, chunk);
			const found = /Extension host agent listening on (\d+)/.exec(output)?.[1];
			if (found !== undefined) resolve(Number(found));
		};
		server.stdout.on('data', read);
		server.stderr.on('data', read);
		server.once('error', reject);
		exited.then((code) => reject(new Error(`VS Code's server ended with code ${code}:\n${output}`)));
		setTimeout(() => reject(new Error(`VS Code's server did not listen within 30 s:\n${output}`)), 30_000).unref();
	});
	try {
		const authority = `127.0.0.1:${await listening}`;
		return { url: `http://${authority}`, authority, token, settingsFile, output: () => output, exited, stop };
	} catch (error) {
		await stop();
		throw error;
	}
}

/**
 * Fills a folder of extensions with the one of this source folder alone. A server takes linked folders as long as it has written no list of its own there.
 * @param {string} source
 * @param {string} extensions
 */
export function linkExtension(source, extensions) {
	const { publisher, name, version } = JSON.parse(readFileSync(join(source, 'package.json'), 'utf8'));
	rmSync(extensions, { recursive: true, force: true });
	mkdirSync(extensions, { recursive: true });
	symlinkSync(source, join(extensions, `${publisher}.${name}-${version}`), 'junction');
	return extensions;
}

/**
 * Address of a window of this server. All paths are absolute.
 * @param {Server} server
 * @param {{ folder: string, file?: string, extension?: string, tests?: string }} window `extension`: one under development; `tests`: what its host runs
 */
export function windowUrl(server, { folder, file, extension, tests }) {
	/** @param {string} path */
	const remote = (path) => `vscode-remote://${server.authority}${uriPath(path)}`;
	const payload = [];
	if (file !== undefined) payload.push(['openFile', remote(file)]);
	if (extension !== undefined) payload.push(['extensionDevelopmentPath', remote(extension)]);
	if (tests !== undefined) payload.push(['extensionTestsPath', remote(tests)]);
	const query = new URLSearchParams();
	if (server.token !== undefined) query.set('tkn', server.token);
	query.set('folder', uriPath(folder));
	if (payload.length > 0) query.set('payload', JSON.stringify(payload));
	return `${server.url}/?${query}`;
}

/** @param {string} path */
const uriPath = (path) => (path.startsWith('/') ? path : `/${path.replaceAll('\\', '/')}`);

/**
 * Ends a process that leads its own group, and the whole group with it: politely, and after 4 s by force.
 * @param {number} leader
 */
export async function endGroup(leader) {
	signalGroup(leader, 'SIGTERM');
	const deadline = Date.now() + 4000;
	while (Date.now() < deadline && signalGroup(leader, 0)) await new Promise((resolve) => setTimeout(resolve, 20));
	signalGroup(leader, 'SIGKILL');
}

/**
 * False where the group is gone. Windows knows no groups: there the processes below the leader are ended at once.
 * @param {number} leader
 * @param {NodeJS.Signals | 0} signal
 */
function signalGroup(leader, signal) {
	if (process.platform === 'win32') {
		if (signal !== 0) spawnSync('taskkill', ['/pid', String(leader), '/t', '/f']);
		return false;
	}
	try {
		return process.kill(-leader, signal);
	} catch {
		return false;
	}
}
