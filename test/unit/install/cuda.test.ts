import { execFileSync } from 'node:child_process';
import { existsSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { cudaRuntime } from '../../../src/files/runtimes.ts';
import { CUDA_PROVIDER, cudaObstacle, findCudaPackage, hasCudaProvider, installCuda, installedCuda, onnxRuntime } from '../../../src/install/cuda.ts';
import { uninstall } from '../../../src/install/uninstall.ts';
import { nugetSource } from './nuget-source.ts';
import { zip } from './zip.ts';

const { signal } = new AbortController();
const progress = () => undefined;
const { version } = onnxRuntime();
const archive = zip([
	['[Content_Types].xml', '<Types/>'],
	...CUDA_PROVIDER.files.map((file): [string, string] => [`runtimes/linux-x64/native/${file}`, `the library ${file}`]),
]);
const newFolder = () => join(mkdtempSync(join(tmpdir(), 'headroom-')), 'runtimes');
const provider = (runtimes: string) => join(cudaRuntime(runtimes), 'bin/napi-v6/linux/x64', CUDA_PROVIDER.files[1]);

describe('the CUDA runtime', () => {
	it("is what onnxruntime-node's own install script fetches", () => {
		const metadata = createRequire(import.meta.url)('onnxruntime-node/script/install-metadata.js');
		const platforms = Object.entries(metadata.requirements as Record<string, string[]>).filter(([, names]) => names.length > 0);
		expect(platforms).toEqual([[`${CUDA_PROVIDER.platform}/${CUDA_PROVIDER.arch}`, ['cuda12']]]);
		const files: Record<string, { package: string; path: string }> = metadata.manifests['linux/x64:cuda12'];
		for (const file of CUDA_PROVIDER.files) expect(metadata.packages[files[`./${file}`]?.package as string].name).toBe(CUDA_PROVIDER.package);
		expect(metadata.packages['nuget:linux/x64:cuda12'].versions[0]).toEqual({ feed: 'nuget', version });
	});

	it('is a copy of ONNX Runtime with the published libraries beside its own', async () => {
		const runtimes = newFolder();
		const { source, asked } = await nugetSource(CUDA_PROVIDER.package, version, archive);
		const from = await findCudaPackage(signal, source);
		expect(from.size).toBe(archive.length);
		expect(asked).not.toContain('/archive.nupkg');
		const seen: number[] = [];
		await installCuda({ runtimes, from, signal, progress: (done) => seen.push(done) });
		expect(seen.at(-1)).toBe(archive.length);
		expect(readFileSync(provider(runtimes), 'utf8')).toBe(`the library ${CUDA_PROVIDER.files[1]}`);
		expect(installedCuda(runtimes)).toBe(version);
		expect(readdirSync(join(runtimes, 'cuda'))).toEqual(['onnxruntime-node']);
		expect(readdirSync(cudaRuntime(runtimes)).sort()).toEqual(['bin', 'dist', 'node_modules', 'package.json']);
	});

	it.runIf(process.platform === CUDA_PROVIDER.platform && process.arch === CUDA_PROVIDER.arch)('loads from where it is', async () => {
		const runtimes = newFolder();
		const from = join(mkdtempSync(join(tmpdir(), 'headroom-')), 'provider.nupkg');
		writeFileSync(from, archive);
		await installCuda({ runtimes, from, signal, progress });
		const script =
			'const onnx = require(process.argv[1]); console.log(Object.keys(require.cache).join("\\n")); onnx.InferenceSession.create(Buffer.from("no model")).catch((error) => console.log(error.message))';
		const text = execFileSync(process.execPath, ['-e', script, cudaRuntime(runtimes)], { encoding: 'utf8', cwd: tmpdir() });
		expect(text).toContain(join(cudaRuntime(runtimes), 'node_modules/onnxruntime-common'));
		expect(text).toContain(join(cudaRuntime(runtimes), 'bin/napi-v6/linux/x64/onnxruntime_binding.node'));
		expect(text).toMatch(/protobuf/i);
	});

	it('is taken from a folder that has the libraries', async () => {
		const runtimes = newFolder();
		const from = mkdtempSync(join(tmpdir(), 'headroom-'));
		await expect(installCuda({ runtimes, from, signal, progress })).rejects.toThrow(`There is no ${CUDA_PROVIDER.files[0]} in ${from}.`);
		for (const file of CUDA_PROVIDER.files) writeFileSync(join(from, file), 'of a folder');
		await installCuda({ runtimes, from, signal, progress });
		expect(readFileSync(provider(runtimes), 'utf8')).toBe('of a folder');
		expect(hasCudaProvider(cudaRuntime(runtimes))).toBe(true);
	});

	it('stays as it was where a new one fails or is cancelled', async () => {
		const runtimes = newFolder();
		const from = mkdtempSync(join(tmpdir(), 'headroom-'));
		for (const file of CUDA_PROVIDER.files) writeFileSync(join(from, file), 'of a folder');
		await installCuda({ runtimes, from, signal, progress });
		const other = await nugetSource(CUDA_PROVIDER.package, version, archive, { packageHash: 'bm90IHRoaXM=' });
		const published = await findCudaPackage(signal, other.source);
		await expect(installCuda({ runtimes, from: published, signal, progress })).rejects.toThrow(/checksum/);
		const controller = new AbortController();
		await expect(installCuda({ runtimes, from: published, signal: controller.signal, progress: () => controller.abort() })).rejects.toThrow(/abort/i);
		await expect(installCuda({ runtimes, from: join(from, 'absent.nupkg'), signal, progress })).rejects.toThrow(/There is no/);
		expect(readFileSync(provider(runtimes), 'utf8')).toBe('of a folder');
		expect(readdirSync(join(runtimes, 'cuda'))).toEqual(['onnxruntime-node']);
	});

	it('is not installed where there is nothing to check it by, or no such package', async () => {
		const weak = await nugetSource(CUDA_PROVIDER.package, version, archive, { packageHashAlgorithm: 'MD5' });
		await expect(findCudaPackage(signal, weak.source)).rejects.toThrow(/no SHA-512/);
		const odd = await nugetSource(CUDA_PROVIDER.package, version, archive, { packageSize: 'large' });
		await expect(findCudaPackage(signal, odd.source)).rejects.toThrow(/does not answer as a NuGet source does/);
		const old = await nugetSource(CUDA_PROVIDER.package, '1.0.0', archive);
		await expect(findCudaPackage(signal, old.source)).rejects.toThrow(/it answers 404/);
	});

	it('says that its folder cannot be written', async () => {
		const file = join(mkdtempSync(join(tmpdir(), 'headroom-')), 'file');
		writeFileSync(file, '');
		await expect(installCuda({ runtimes: file, from: file, signal, progress })).rejects.toThrow(/cannot be written to/);
	});

	it('is removed', async () => {
		const runtimes = newFolder();
		mkdirSync(cudaRuntime(runtimes), { recursive: true });
		await uninstall('cuda', runtimes);
		expect(existsSync(join(runtimes, 'cuda'))).toBe(false);
	});

	it('is for Linux on x64 alone, and says what there is elsewhere', () => {
		expect(cudaObstacle('linux', 'x64')).toBeUndefined();
		for (const [platform, arch] of [
			['linux', 'arm64'],
			['win32', 'x64'],
			['darwin', 'arm64'],
		] as const)
			expect(cudaObstacle(platform, arch)).toMatch(new RegExp(`not for ${platform} on ${arch}.*webgpu`));
	});
});
