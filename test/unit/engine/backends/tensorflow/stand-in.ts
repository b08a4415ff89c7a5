import { mkdirSync, mkdtempSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';

const { resolve } = createRequire(import.meta.url);
const core = JSON.stringify(resolve('@tensorflow/tfjs-core'));
const cpu = JSON.stringify(resolve('@tensorflow/tfjs-backend-cpu'));
const wasm = resolve('@tensorflow/tfjs-backend-wasm');

/** Modules that stand where TensorFlow.js for Node does, with TensorFlow.js's other kernels. */
export const sources = {
	cpu: `require(${cpu}); module.exports = { ...require(${core}) };`,
	wasm: `require(${JSON.stringify(wasm)}).setWasmPaths(${JSON.stringify(`${dirname(wasm)}/`)}); module.exports = { ...require(${core}) };`,
};

/** Writes a package where the installer would put it; gives the runtimes folder. */
export function standIn(source: string, name = '@tensorflow/tfjs-node-gpu'): string {
	const runtimes = mkdtempSync(join(tmpdir(), 'headroom-runtimes-'));
	const folder = join(runtimes, 'tensorflow', 'node_modules', name);
	mkdirSync(folder, { recursive: true });
	writeFileSync(join(folder, 'package.json'), JSON.stringify({ name, version: '4.22.0', main: 'index.js' }));
	writeFileSync(join(folder, 'index.js'), source);
	return runtimes;
}
