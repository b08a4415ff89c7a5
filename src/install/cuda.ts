import { existsSync, readFileSync, statSync } from 'node:fs';
import { copyFile, cp, rm } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { dirname, join, relative } from 'node:path';
import { cudaRuntime } from '../files/runtimes.ts';
import { download } from './download.ts';
import { findPackage, NUGET, type PublishedPackage } from './nuget.ts';
import { inWords } from './reasons.ts';
import { replaceFolder } from './replace-folder.ts';
import { unpack } from './unpack.ts';

/**
 * Where ONNX Runtime publishes the CUDA provider, and which files make it: what onnxruntime-node's own install script fetches
 * (its `script/install-metadata.js`), but for TensorRT's provider, which nothing here uses.
 */
export const CUDA_PROVIDER = {
	platform: 'linux',
	arch: 'x64',
	package: 'Microsoft.ML.OnnxRuntime.Gpu.Linux',
	files: ['libonnxruntime_providers_shared.so', 'libonnxruntime_providers_cuda.so'],
} as const;

/** What the provider needs and the archive does not hold. */
export const CUDA_NEEDS = "It needs NVIDIA's driver, CUDA 12 and cuDNN 9 on this machine, which are not part of it.";

/** What an installation downloads, to be said before it is agreed to: of the exact size the source is asked after that. NuGet takes packages of up to 250 MB. */
export const cudaDownload = (): string => `up to 250 MB, https://www.nuget.org/packages/${CUDA_PROVIDER.package}/${onnxRuntime().version}`;

/** Why the CUDA provider cannot be installed on a machine, in words; undefined where it can. */
export function cudaObstacle(platform: string = process.platform, arch: string = process.arch): string | undefined {
	if (platform === CUDA_PROVIDER.platform && arch === CUDA_PROVIDER.arch) return undefined;
	return `ONNX Runtime for Node.js has its CUDA provider for Linux on x64 only, not for ${platform} on ${arch}. The backend webgpu uses the graphics card here, with nothing to install.`;
}

/** The folder and version of the onnxruntime-node that Headroom runs on. */
export function onnxRuntime(): { folder: string; version: string } {
	const file = createRequire(import.meta.url).resolve('onnxruntime-node/package.json');
	return { folder: dirname(file), version: JSON.parse(readFileSync(file, 'utf8')).version };
}

/** The folder of native libraries in an onnxruntime-node, such as `bin/napi-v6/linux/x64`. */
const libraries = (folder: string): string => {
	const { binary } = JSON.parse(readFileSync(join(folder, 'package.json'), 'utf8'));
	return join(folder, 'bin', `napi-v${binary.napi_versions[0]}`, CUDA_PROVIDER.platform, CUDA_PROVIDER.arch);
};

/** True where an onnxruntime-node has the CUDA provider beside its own libraries, by its own install script for one. */
export const hasCudaProvider = (folder: string): boolean => CUDA_PROVIDER.files.every((file) => existsSync(join(libraries(folder), file)));

/** Looks up the archive of this version in a NuGet source. */
export const findCudaPackage = (signal: AbortSignal, source = NUGET): Promise<PublishedPackage> =>
	findPackage(source, CUDA_PROVIDER.package, onnxRuntime().version, signal);

export interface CudaInstallation {
	/** Where optional runtimes are. */
	runtimes: string;
	/** What is published, or the path of an archive or folder that has the provider's libraries. */
	from: PublishedPackage | string;
	signal: AbortSignal;
	/** Bytes of the download that have come. */
	progress(done: number): void;
}

/**
 * Makes a copy of onnxruntime-node with the CUDA provider beside its own libraries. Throws in words what went wrong, or as the
 * signal says when it is aborted; what was installed before is then as it was.
 */
export async function installCuda({ runtimes, from, signal, progress }: CudaInstallation): Promise<void> {
	await replaceFolder(cudaRuntime(runtimes), async (folder) => {
		await copyRuntime(folder);
		const target = libraries(folder);
		if (typeof from !== 'string') {
			const archive = join(folder, 'provider.nupkg');
			await download({ ...from, file: archive, signal, progress });
			await unpack(archive, CUDA_PROVIDER.files, target, signal);
			await rm(archive);
			return;
		}
		if (!existsSync(from)) throw new Error(`There is no ${from}.`);
		if (statSync(from).isDirectory()) await copyLibraries(from, target);
		else await unpack(from, CUDA_PROVIDER.files, target, signal);
		signal.throwIfAborted();
	});
}

/** What onnxruntime-node needs to run on this platform, with the package that it loads itself. */
async function copyRuntime(folder: string): Promise<void> {
	const own = onnxRuntime().folder;
	// Its package.json is not exported; what is imported of it is dist/cjs/index.js.
	const common = join(createRequire(join(own, 'package.json')).resolve('onnxruntime-common'), '../../..');
	const copies: [from: string, to: string][] = [
		...['package.json', 'dist', relative(own, libraries(own))].map((path): [string, string] => [join(own, path), join(folder, path)]),
		...['package.json', 'dist'].map((path): [string, string] => [join(common, path), join(folder, 'node_modules', 'onnxruntime-common', path)]),
	];
	try {
		for (const [from, to] of copies) await cp(from, to, { recursive: true });
	} catch (error) {
		throw new Error(`onnxruntime-node could not be copied to ${folder}: ${inWords(error)}.`);
	}
}

async function copyLibraries(from: string, to: string): Promise<void> {
	for (const file of CUDA_PROVIDER.files) {
		try {
			await copyFile(join(from, file), join(to, file));
		} catch (error) {
			if ((error as NodeJS.ErrnoException).code === 'ENOENT') throw new Error(`There is no ${file} in ${from}.`);
			throw new Error(`${join(from, file)} could not be copied: ${inWords(error)}.`);
		}
	}
}

/** The version of onnxruntime-node that was installed with the CUDA provider; undefined where none was. */
export function installedCuda(runtimes: string): string | undefined {
	const folder = cudaRuntime(runtimes);
	const file = join(folder, 'package.json');
	return existsSync(file) && hasCudaProvider(folder) ? JSON.parse(readFileSync(file, 'utf8')).version : undefined;
}
