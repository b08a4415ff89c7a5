// Opens VS Code with Headroom and the sample workspace: on the desktop where it is installed, else in the browser.
import { spawn, spawnSync } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { cpSync, existsSync, rmSync } from 'node:fs';
import { createServer } from 'node:net';
import { delimiter, join } from 'node:path';
import { parseArgs } from 'node:util';
import { linkExtension, startServer, windowUrl } from '../test/host/host.mjs';
import { stopRuns } from '../test/host/runs.mjs';
import { installHost } from '../test/host/setup.mjs';
import { build, installPackages, root } from './prepare.mjs';

const PORT = 8377;
const HELP = `npm start -- [options]   opens VS Code with Headroom and the sample workspace

  --browser   in the browser, also where a desktop VS Code is found
  --port N    port on 127.0.0.1 for the browser (default ${PORT}, or a free one)
  --help      this text

The workspace is .cache/sample, copied once from examples/sample; remove it to start over.`;

const windows = process.platform === 'win32';
const sample = join(root, '.cache/sample');
const design = join(sample, 'tiny.headroom.yaml');
const hasDisplay = windows || process.platform === 'darwin' || Boolean(process.env.DISPLAY ?? process.env.WAYLAND_DISPLAY);

const options = readOptions();
try {
	installPackages();
	build();
	if (!existsSync(sample)) cpSync(join(root, 'examples/sample'), sample, { recursive: true });
	const code = options.browser ? undefined : desktopCode();
	if (code !== undefined) openOnDesktop(code);
	else await serveInBrowser();
} catch (error) {
	console.error(/** @type {Error} */ (error).message);
	process.exit(1);
}

function readOptions() {
	try {
		const { values } = parseArgs({ options: { browser: { type: 'boolean' }, port: { type: 'string' }, help: { type: 'boolean', short: 'h' } } });
		if (values.port !== undefined && !/^\d{1,5}$/.test(values.port)) throw new Error('--port takes a number');
		if (!values.help) return values;
		console.log(HELP);
		process.exit(0);
	} catch (error) {
		console.error(`${/** @type {Error} */ (error).message}\n\n${HELP}`);
		process.exit(2);
	}
}

/** Path of the desktop VS Code's command. The one inside a remote window cannot open an extension under development. */
function desktopCode() {
	if (process.env.CI || !hasDisplay || process.env.VSCODE_IPC_HOOK_CLI !== undefined) return undefined;
	const folders = (process.env.PATH ?? '').split(delimiter);
	return folders.map((folder) => join(folder, windows ? 'code.cmd' : 'code')).find((path) => existsSync(path));
}

/** @param {string} command */
function openOnDesktop(command) {
	const args = ['--new-window', `--extensionDevelopmentPath=${root}`, sample, design];
	const quoted = windows ? args.map((argument) => `"${argument}"`) : args;
	const { status } = spawnSync(windows ? `"${command}"` : command, quoted, { stdio: 'inherit', shell: windows });
	if (status === 0) console.log(`VS Code opens ${sample}`);
	process.exitCode = status ?? 1;
}

async function serveInBrowser() {
	installHost();
	const data = join(root, '.cache/vscode');
	const token = randomBytes(16).toString('hex');
	const server = await startServer({
		data,
		extensions: linkExtension(root, join(data, 'extensions')),
		token,
		port: await freePort(Number(options.port ?? PORT)),
	});
	let stopping = false;
	const stop = async () => {
		if (stopping) return;
		stopping = true;
		await Promise.all([server.stop(), stopRuns(sample)]);
		rmSync(join(data, 'data/logs'), { recursive: true, force: true });
		process.exit(0);
	};
	for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP']) process.on(signal, stop);
	server.exited.then((code) => {
		if (stopping) return;
		console.error(`VS Code ended with code ${code}:\n${server.output()}`);
		process.exit(1);
	});

	const address = windowUrl(server, { folder: sample, file: design });
	console.log('VS Code with the sample workspace, until Ctrl-C:');
	console.log(address);
	openBrowser(address);
}

/**
 * The wanted port, or 0 (any) when it is taken.
 * @param {number} wanted
 * @returns {Promise<number>}
 */
function freePort(wanted) {
	return new Promise((resolve) => {
		const probe = createServer();
		probe.once('error', () => resolve(0));
		probe.listen(wanted, '127.0.0.1', () => probe.close(() => resolve(wanted)));
	});
}

/** @param {string} address */
function openBrowser(address) {
	if (process.env.CI || !hasDisplay) return;
	const commands = { darwin: ['open', address], win32: ['rundll32', 'url.dll,FileProtocolHandler', address] };
	const [command = '', ...args] = commands[/** @type {'darwin'} */ (process.platform)] ?? ['xdg-open', address];
	const opener = spawn(command, args, { stdio: 'ignore', detached: true });
	opener.on('error', () => {}); // The address is on the screen.
	opener.unref();
}
