import { existsSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { delimiter, join } from 'node:path';
import { describe, expect, it, vi } from 'vitest';
import { loadTensorFlow } from '../../../src/engine/backends/tensorflow/open.ts';
import { tensorflowRuntime } from '../../../src/files/runtimes.ts';
import { findNpm, type Npm } from '../../../src/install/npm.ts';
import { npmFailure } from '../../../src/install/npm-failure.ts';
import { installedTensorflow, installTensorflow, tensorflowObstacle } from '../../../src/install/tensorflow.ts';
import { uninstall } from '../../../src/install/uninstall.ts';
import { sources } from '../engine/backends/tensorflow/stand-in.ts';

// npm is a program that reads a lot, beside other tests.
vi.setConfig({ testTimeout: 60_000 });

const npm = findNpm() as Npm;
const newFolder = () => mkdtempSync(join(tmpdir(), 'headroom-'));
const GPU = '@tensorflow/tfjs-node-gpu';

/** A package as npm takes it from a folder, with an install script. */
function packageOf(source: string, script = "require('node:fs').writeFileSync('fetched', 'by the script')", name: string = GPU): string {
	const folder = newFolder();
	writeFileSync(join(folder, 'package.json'), JSON.stringify({ name, version: '4.22.0', main: 'index.js', scripts: { install: 'node fetch.js' } }));
	writeFileSync(join(folder, 'index.js'), source);
	writeFileSync(join(folder, 'fetch.js'), script);
	return folder;
}

function installation(from: string, runtimes = newFolder()) {
	const controller = new AbortController();
	const lines: string[] = [];
	const install = (say: (line: string) => void = (line) => lines.push(line)) => installTensorflow({ runtimes, npm, from, signal: controller.signal, say });
	return { runtimes, install, lines, controller };
}

describe('TensorFlow.js', () => {
	it('is installed by npm with its install script, is found and computes', async () => {
		const { runtimes, install, lines } = installation(packageOf(sources.cpu));
		const found = await install();
		expect(found.reason).toBeUndefined();
		expect(lines.join('\n')).toContain('node fetch.js');
		expect(readdirSync(runtimes)).toEqual(['tensorflow']);
		expect(readFileSync(join(tensorflowRuntime(runtimes), 'node_modules', GPU, 'fetched'), 'utf8')).toBe('by the script');
		expect(installedTensorflow(runtimes)).toEqual({ name: GPU, version: '4.22.0' });
		const { tf } = await loadTensorFlow([join(tensorflowRuntime(runtimes), 'index.js')]);
		expect(tf.sum(tf.tensor1d([1, 2, 3])).dataSync()[0]).toBe(6);
		await uninstall('tensorflow', runtimes);
		expect(readdirSync(runtimes)).toEqual([]);
	});

	it.each([
		['whose install script fails', packageOf('', "console.error('getaddrinfo ENOTFOUND storage.googleapis.com'); process.exit(3)"), /could not be reached/],
		['that does not load', packageOf("throw new Error('libcudart.so.11.0: cannot open shared object file')"), /is not kept\..*libcudart/],
		['of another name', packageOf('', '', 'left-pad'), /is neither @tensorflow\/tfjs-node-gpu nor @tensorflow\/tfjs-node/],
	])('%s is not installed, and what was there stays', async (_, from, message) => {
		const { runtimes, install } = installation(from);
		mkdirSync(tensorflowRuntime(runtimes));
		writeFileSync(join(tensorflowRuntime(runtimes), 'before'), '');
		await expect(install()).rejects.toThrow(message);
		expect(readdirSync(runtimes)).toEqual(['tensorflow']);
		expect(readdirSync(tensorflowRuntime(runtimes))).toEqual(['before']);
	});

	it.skipIf(process.platform === 'win32')('leaves nothing where it is cancelled, and ends the install script', async () => {
		const mark = join(newFolder(), 'pid');
		const script = `require('node:fs').writeFileSync(${JSON.stringify(mark)}, String(process.pid)); console.log('fetching'); setInterval(() => {}, 1000)`;
		const { runtimes, install, controller } = installation(packageOf('', script));
		await expect(
			install((line) => {
				if (line === 'fetching') controller.abort();
			}),
		).rejects.toThrow(/abort/i);
		expect(readdirSync(runtimes)).toEqual([]);
		const isAlive = () => {
			try {
				process.kill(Number(readFileSync(mark, 'utf8')), 0);
				// What ended and was not yet asked for is no longer at work.
				return !/^State:\tZ/m.test(existsSync('/proc') ? readFileSync(`/proc/${readFileSync(mark, 'utf8')}/status`, 'utf8') : '');
			} catch {
				return false;
			}
		};
		await vi.waitFor(() => expect(isAlive()).toBe(false), 5000);
	});

	it('has its GPU package for some machines alone', () => {
		expect(tensorflowObstacle('gpu', 'linux', 'x64')).toBeUndefined();
		expect(tensorflowObstacle('cpu', 'darwin', 'arm64')).toBeUndefined();
		expect(tensorflowObstacle('gpu', 'darwin', 'arm64')).toMatch(/not for darwin on arm64/);
	});
});

describe('npm', () => {
	const folderOf = (...files: string[]): string => {
		const folder = newFolder();
		for (const file of files) {
			mkdirSync(join(folder, file, '..'), { recursive: true });
			writeFileSync(join(folder, file), '', { mode: 0o755 });
		}
		return folder;
	};

	it('is the first on the PATH, but never one of the working folder', () => {
		const [first, second] = [folderOf('npm'), folderOf('npm')];
		expect(findNpm(['relative', '.', first, second].join(delimiter), 'linux')).toEqual([join(first, 'npm')]);
		expect(findNpm(`.${delimiter}${newFolder()}`, 'linux')).toBeUndefined();
	});

	it('is its own script on Windows, where no batch file is started', () => {
		const script = 'node_modules/npm/bin/npm-cli.js';
		const folder = folderOf('npm.cmd', 'node.exe', script);
		expect(findNpm(folder, 'win32')).toEqual([join(folder, 'node.exe'), join(folder, script)]);
		expect(findNpm(folderOf('npm.cmd', script), 'win32')).toBeUndefined();
	});

	it.each([
		['npm error code ENOTFOUND', /could not be reached/],
		['npm error code E404', /no such package/],
		['npm error code EBADPLATFORM', /not for this platform/],
		['npm error ENOSPC: no space left on device, write', /disk is full/],
		['npm error code EACCES', /may not be written/],
		['Error: Unsupported system: gpu-linux-arm64', /no library for this platform/],
		['node-pre-gyp WARN Pre-built binaries not found for @tensorflow/tfjs-node-gpu@4.22.0\ngyp ERR! find Python', /no ready-made build.*Python 3, make/],
		['sh: 1: make: not found', /C\+\+ compiler/],
		["/lib/x86_64-linux-gnu/libc.so.6: version `GLIBC_2.34' not found", /newer system/],
		['npm error code SELF_SIGNED_CERT_IN_CHAIN', /certificate/],
		['something else', /npm could not install it\. It ended with code 1, and wrote last:\nsomething else/],
	])('that wrote %j has failed for a reason in words', (text, message) => {
		expect(npmFailure(text.split('\n'), 1)).toMatch(message);
	});
});
