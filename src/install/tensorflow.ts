import { existsSync, readFileSync } from 'node:fs';
import { writeFile } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import type { Availability } from '../engine/backends/availability.ts';
import { lookAtTensorFlow } from '../engine/backends/tensorflow/look.ts';
import { tensorflowRuntime } from '../files/runtimes.ts';
import { type Npm, runNpm } from './npm.ts';
import { npmFailure } from './npm-failure.ts';
import { replaceFolder } from './replace-folder.ts';

/** The last release of both, of October 2024. */
const VERSION = '4.22.0';

/** The packages that bring TensorFlow to Node.js, the preferred one first. */
export const TENSORFLOW_PACKAGES = ['@tensorflow/tfjs-node-gpu', '@tensorflow/tfjs-node'] as const;

/** The package of a device and its version, as npm takes it. */
export const tensorflowPackage = (device: 'gpu' | 'cpu'): string => `${TENSORFLOW_PACKAGES[device === 'gpu' ? 0 : 1]}@${VERSION}`;

/** What is downloaded, to be said before it is agreed to. */
export const TENSORFLOW_DOWNLOAD =
	"a few hundred megabytes: the package from the npm registry, and TensorFlow's library, which its install script fetches from storage.googleapis.com";

/** What an installation brings, to be said before it is agreed to. */
export const TENSORFLOW_NEEDS = {
	gpu: 'It needs an NVIDIA card with CUDA 11.2 and cuDNN 8.1 on this machine; without them it computes on the processor.',
	cpu: 'It computes on the processor.',
} as const;

/** Why a package cannot be installed on a machine, in words; undefined where it can. */
export function tensorflowObstacle(device: 'gpu' | 'cpu', platform: string = process.platform, arch: string = process.arch): string | undefined {
	if (device === 'cpu' || (arch === 'x64' && ['linux', 'win32'].includes(platform))) return undefined;
	return `TensorFlow.js has its GPU package for Linux and Windows on x64 only, not for ${platform} on ${arch}. Its CPU package can be installed instead, and the backend webgpu uses the graphics card, with nothing to install.`;
}

export interface TensorflowInstallation {
	/** Where optional runtimes are. */
	runtimes: string;
	npm: Npm;
	/** The package as npm takes it: a name and version, or the path of a folder or archive that holds one of `TENSORFLOW_PACKAGES`. */
	from: string;
	signal: AbortSignal;
	/** Each line that npm writes. */
	say(line: string): void;
}

/**
 * Installs TensorFlow.js with the user's npm, install scripts included, and gives what it runs on. Throws in words what went wrong,
 * also where it does not load, or as the signal says when it is aborted; what was installed before is then as it was.
 */
export async function installTensorflow({ runtimes, npm, from, signal, say }: TensorflowInstallation): Promise<Availability> {
	const local = resolve(from);
	let found: Availability | undefined;
	await replaceFolder(tensorflowRuntime(runtimes), async (folder) => {
		// A package of its own: npm looks no further up for one, and reads no settings of a workspace.
		await writeFile(
			join(folder, 'package.json'),
			`${JSON.stringify(PROJECT)}
`,
		);
		const lines: string[] = [];
		const keep = (line: string): void => {
			lines.push(line);
			say(line);
		};
		const code = await runNpm(npm, ['install', ...OPTIONS, '--', existsSync(local) ? local : from], folder, keep, signal);
		if (code !== 0) throw new Error(npmFailure(lines, code));
		const name = TENSORFLOW_PACKAGES.find((each) => existsSync(join(folder, 'node_modules', each, 'package.json')));
		if (name === undefined) throw new Error(`${from} is neither ${TENSORFLOW_PACKAGES.join(' nor ')}.`);
		found = await lookAtTensorFlow([join(folder, 'index.js')]);
		signal.throwIfAborted();
		if (found.reason !== undefined) throw new Error(`It was fetched, but cannot be used here, and is not kept. ${found.reason}`);
	});
	return found as unknown as Availability;
}

/** npm runs no install script that a project does not allow. */
const PROJECT = { name: 'headroom-tensorflow', private: true, allowScripts: Object.fromEntries(TENSORFLOW_PACKAGES.map((name) => [name, true])) };

/** A folder is copied, not linked to. The package's own script, which fetches its library, has to run: settings that forbid it are passed over. */
const OPTIONS = [
	'--ignore-scripts=false',
	'--foreground-scripts',
	'--install-links',
	'--save-exact',
	'--no-audit',
	'--no-fund',
	'--no-update-notifier',
	'--no-progress',
];

/** What is installed: the package and its version; undefined where none is. */
export function installedTensorflow(runtimes: string): { name: string; version: string } | undefined {
	for (const name of TENSORFLOW_PACKAGES) {
		const file = join(tensorflowRuntime(runtimes), 'node_modules', name, 'package.json');
		if (existsSync(file)) return { name, version: JSON.parse(readFileSync(file, 'utf8')).version };
	}
	return undefined;
}
