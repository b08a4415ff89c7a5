import { existsSync, mkdtempSync, readFileSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { beforeEach, describe, expect, it, vi } from 'vitest';
import { install, uninstall } from '../../../src/cli/install.ts';
import { UsageError } from '../../../src/cli/usage.ts';
import { cudaRuntime } from '../../../src/files/runtimes.ts';
import { CUDA_PROVIDER, onnxRuntime } from '../../../src/install/cuda.ts';
import { sources } from '../engine/backends/tensorflow/stand-in.ts';
import { nugetSource } from '../install/nuget-source.ts';
import { zip } from '../install/zip.ts';
import { runCommand } from './command.ts';

vi.setConfig({ testTimeout: 60_000 });

let runtimes = '';
beforeEach(() => {
	runtimes = mkdtempSync(join(tmpdir(), 'headroom-'));
	vi.stubEnv('HEADROOM_RUNTIMES', runtimes);
	return () => vi.unstubAllEnvs();
});

const { version } = onnxRuntime();
const archive = zip(CUDA_PROVIDER.files.map((file): [string, string] => [`runtimes/linux-x64/native/${file}`, file]));
const onLinux = it.runIf(process.platform === 'linux' && process.arch === 'x64');

describe('headroom install', () => {
	onLinux('downloads the CUDA provider, lists it and removes it', async () => {
		const { source } = await nugetSource(CUDA_PROVIDER.package, version, archive);
		const { code, err } = await runCommand(install, ['cuda', '--source', source, '--yes']);
		expect(code, err).toBe(0);
		expect(err).toContain(`https://www.nuget.org/packages/${CUDA_PROVIDER.package}/${version}`);
		expect(err).toMatch(/CUDA 12 and cuDNN 9/);
		expect((await runCommand(install, ['--list'])).out).toBe(`cuda        onnxruntime-node ${version}  ${cudaRuntime(runtimes)}`);
		expect((await runCommand(uninstall, ['cuda', '--yes'])).code).toBe(0);
		expect((await runCommand(install, ['--list'])).out).toBe('');
		expect(await runCommand(uninstall, ['cuda', '--yes'])).toMatchObject({ code: 1, err: expect.stringMatching(/not installed/) });
	});

	onLinux('asks nobody before it is agreed to', async () => {
		const { source, asked } = await nugetSource(CUDA_PROVIDER.package, version, archive);
		await expect(runCommand(install, ['cuda', '--source', source])).rejects.toThrow(/--yes agrees beforehand/);
		expect(asked).toEqual([]);
	});

	onLinux('says why a source has nothing to give', async () => {
		const { source } = await nugetSource(CUDA_PROVIDER.package, '1.0.0', archive);
		const { code, err } = await runCommand(install, ['cuda', '--source', source, '--yes']);
		expect(code).toBe(1);
		expect(err).toMatch(/headroom install: .* cannot be read: it answers 404/);
		expect(existsSync(cudaRuntime(runtimes))).toBe(false);
	});

	it('installs TensorFlow.js from a folder', async () => {
		const from = mkdtempSync(join(tmpdir(), 'headroom-'));
		writeFileSync(join(from, 'package.json'), JSON.stringify({ name: '@tensorflow/tfjs-node', version: '4.22.0', main: 'index.js' }));
		writeFileSync(join(from, 'index.js'), sources.cpu);
		const { code, err } = await runCommand(install, ['tensorflow', '--from', from, '--yes']);
		expect(code, err).toBe(0);
		expect(err).toMatch(/TensorFlow\.js loads, on: .*plain JavaScript kernels/);
		expect((await runCommand(install, ['--list'])).out).toMatch(/^tensorflow {2}@tensorflow\/tfjs-node 4\.22\.0 /);
		expect(JSON.parse(readFileSync(join(runtimes, 'tensorflow', 'package.json'), 'utf8')).private).toBe(true);
	});

	it('says that npm is not there', async () => {
		vi.stubEnv('PATH', mkdtempSync(join(tmpdir(), 'headroom-')));
		const { code, err } = await runCommand(install, ['tensorflow', '--cpu', '--yes']);
		expect({ code, err }).toEqual({ code: 1, err: 'headroom install: npm is not on the PATH. It comes with Node.js: https://nodejs.org.' });
	});

	it.each([[[]], [['rocm']], [['cuda', 'tensorflow']], [['cuda', '--cpu']], [['tensorflow', '--source', 'https://example.com']]])(
		'%j is wrong usage',
		async (args) => {
			await expect(install(args)).rejects.toThrow(UsageError);
		},
	);
});
