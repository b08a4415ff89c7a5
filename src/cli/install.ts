import { existsSync } from 'node:fs';
import { parseArgs } from 'node:util';
import { formatBytes } from '../analysis/units.ts';
import { cudaRuntime, runtimesFolder, tensorflowRuntime } from '../files/runtimes.ts';
import { CUDA_NEEDS, cudaDownload, cudaObstacle, findCudaPackage, hasCudaProvider, installCuda, installedCuda, onnxRuntime } from '../install/cuda.ts';
import { findNpm, NO_NPM } from '../install/npm.ts';
import { NUGET } from '../install/nuget.ts';
import { installedTensorflow, installTensorflow, TENSORFLOW_DOWNLOAD, TENSORFLOW_NEEDS, tensorflowObstacle, tensorflowPackage } from '../install/tensorflow.ts';
import { RUNTIMES, type RuntimeName, uninstall as remove } from '../install/uninstall.ts';
import { confirm } from './confirm.ts';
import { terminal } from './progress.ts';
import { UsageError } from './usage.ts';

const installHelp = `Usage: headroom install cuda [--from PATH] [--source URL] [--yes]
       headroom install tensorflow [--cpu] [--from PACKAGE] [--yes]
       headroom install --list

Installs an optional runtime, for the backend of its name. Nothing is fetched before you agree.

  cuda            ONNX Runtime's CUDA provider, from nuget.org (Linux on x64)
    --from PATH     take it from an archive (.nupkg, .zip, .whl) or a folder instead; nothing is fetched
    --source URL    the index of another NuGet source, such as a mirror
  tensorflow      TensorFlow.js for Node.js with its GPU library, by npm
    --cpu           its package for the processor
    --from PACKAGE  take the package from a folder or archive, or by this name and version
  --yes           agree beforehand
  --list          what is installed

They are kept in ${runtimesFolder()}; the variable HEADROOM_RUNTIMES names another folder.`;

const uninstallHelp = `Usage: headroom uninstall cuda|tensorflow [--yes]

Removes what headroom install has installed.`;

const OPTIONS = {
	cpu: { type: 'boolean', default: false },
	from: { type: 'string' },
	source: { type: 'string' },
	list: { type: 'boolean', default: false },
	yes: { type: 'boolean', short: 'y', default: false },
	help: { type: 'boolean', short: 'h' },
} as const;

interface Options {
	cpu: boolean;
	from?: string;
	source?: string;
	yes: boolean;
}

const installers: Record<RuntimeName, (options: Options, runtimes: string, signal: AbortSignal) => Promise<boolean>> = {
	async cuda({ from, source = NUGET, yes }, runtimes, signal) {
		const obstacle = cudaObstacle();
		if (obstacle !== undefined) throw new Error(obstacle);
		const { folder, version } = onnxRuntime();
		if (hasCudaProvider(folder)) {
			console.error(`The CUDA provider is in ${folder} already. ${CUDA_NEEDS}`);
			return true;
		}
		console.error(
			`The CUDA provider of ONNX Runtime ${version}, ${from === undefined ? cudaDownload() : `from ${from}, which nothing is checked by`}. It goes to ${cudaRuntime(runtimes)}.\n${CUDA_NEEDS}`,
		);
		if (!(await confirm('Install it?', yes))) return false;
		if (from !== undefined) {
			await installCuda({ runtimes, from, signal, progress: () => undefined });
			return true;
		}
		const found = await findCudaPackage(signal, source);
		console.error(`Downloading ${formatBytes(found.size)} from ${found.url}, to be checked by its published SHA-512.`);
		const { progress, end } = progressOf(found.size);
		await installCuda({ runtimes, from: found, signal, progress }).finally(end);
		return true;
	},
	async tensorflow({ cpu, from, yes }, runtimes, signal) {
		const device = cpu ? 'cpu' : 'gpu';
		const obstacle = from === undefined ? tensorflowObstacle(device) : undefined;
		if (obstacle !== undefined) throw new Error(obstacle);
		const npm = findNpm();
		if (npm === undefined) throw new Error(NO_NPM);
		console.error(
			`${from ?? `${tensorflowPackage(device)}, ${TENSORFLOW_DOWNLOAD}`}, by ${npm.join(' ')}. Install scripts are run. It goes to ${tensorflowRuntime(runtimes)}.${from === undefined ? `\n${TENSORFLOW_NEEDS[device]}` : ''}`,
		);
		if (!(await confirm('Install it?', yes))) return false;
		const { device: name } = await installTensorflow({ runtimes, npm, from: from ?? tensorflowPackage(device), signal, say: (line) => console.error(line) });
		console.error(`TensorFlow.js loads, on: ${name}.`);
		return true;
	},
};

/** `headroom install`: an optional runtime, after asking. */
export async function install(args: string[]): Promise<number> {
	const { values, positionals } = parseArgs({ args, allowPositionals: true, options: OPTIONS });
	if (values.help) return say(installHelp);
	const runtimes = runtimesFolder();
	if (values.list) return list(runtimes);
	const name = named(positionals, 'install');
	if (name === 'cuda' && values.cpu) throw new UsageError('--cpu is for tensorflow.');
	if (name === 'tensorflow' && values.source !== undefined) throw new UsageError("--source is for cuda; npm's own settings name its registry.");
	return attempt('install', async (signal) => {
		const isDone = await installers[name](values, runtimes, signal);
		console.error(isDone ? `Installed. headroom doctor says whether it runs; headroom train DESIGN --backend ${name} uses it.` : 'Nothing was installed.');
		return isDone ? 0 : 1;
	});
}

/** `headroom uninstall`: removes one, after asking. */
export async function uninstall(args: string[]): Promise<number> {
	const { yes, help } = OPTIONS;
	const { values, positionals } = parseArgs({ args, allowPositionals: true, options: { yes, help } });
	if (values.help) return say(uninstallHelp);
	const name = named(positionals, 'uninstall');
	const runtimes = runtimesFolder();
	const folder = RUNTIMES[name](runtimes);
	return attempt('uninstall', async () => {
		if (!existsSync(folder)) throw new Error(`${name} is not installed: there is no ${folder}.`);
		if (!(await confirm(`Remove ${folder}?`, values.yes))) return 1;
		await remove(name, runtimes);
		console.error(`Removed ${folder}.`);
		return 0;
	});
}

function say(help: string): number {
	console.log(help);
	return 0;
}

function list(runtimes: string): number {
	const cuda = installedCuda(runtimes);
	const tensorflow = installedTensorflow(runtimes);
	if (cuda !== undefined) console.log(`cuda        onnxruntime-node ${cuda}  ${cudaRuntime(runtimes)}`);
	if (tensorflow !== undefined) console.log(`tensorflow  ${tensorflow.name} ${tensorflow.version}  ${tensorflowRuntime(runtimes)}`);
	if (cuda === undefined && tensorflow === undefined) console.error(`Nothing is installed in ${runtimes}.`);
	return 0;
}

function named(positionals: string[], command: string): RuntimeName {
	const [name, ...more] = positionals;
	const known = Object.keys(RUNTIMES);
	if (name === undefined || more.length > 0 || !known.includes(name)) throw new UsageError(`${command} takes one of ${known.join(', ')}.`);
	return name as RuntimeName;
}

/** Does it until it is done or interrupted; what went wrong is told in words. */
async function attempt(command: string, work: (signal: AbortSignal) => Promise<number>): Promise<number> {
	const controller = new AbortController();
	const stop = () => controller.abort();
	for (const signal of ['SIGINT', 'SIGTERM'] as const) process.once(signal, stop);
	try {
		return await work(controller.signal);
	} catch (error) {
		if (error instanceof UsageError) throw error;
		console.error(controller.signal.aborted ? 'Stopped: nothing was installed.' : `headroom ${command}: ${(error as Error).message}`);
		return 1;
	} finally {
		for (const signal of ['SIGINT', 'SIGTERM'] as const) process.removeListener(signal, stop);
	}
}

/** A line that changes on a terminal until the end, and one each tenth elsewhere. */
function progressOf(size: number): { progress(done: number): void; end(): void } {
	const { isLive, write } = terminal();
	let shown = -1;
	return {
		progress(done) {
			const now = Math.floor((done / size) * (isLive ? 100 : 10));
			if (now === shown) return;
			shown = now;
			const text = `${formatBytes(done)} of ${formatBytes(size)}`;
			write(isLive ? `\r\x1b[K${text}` : `${text}\n`);
		},
		end: () => {
			if (isLive) write('\r\x1b[K');
		},
	};
}
