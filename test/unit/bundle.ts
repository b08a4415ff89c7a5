import { copyFile } from 'node:fs/promises';
import { basename, dirname, join } from 'node:path';
import { build } from 'esbuild';

const root = join(import.meta.dirname, '../..');

/** Bundles a program as `scripts/build.mjs` does; its path. Inside the project, so that it finds the packages that it leaves out. */
export async function bundle(entry: string, name: string): Promise<string> {
	const outfile = join(root, 'test/artifacts/unit', name);
	await build({
		entryPoints: [join(root, entry)],
		outfile,
		bundle: true,
		platform: 'node',
		format: 'cjs',
		mainFields: ['module', 'main'],
		define: { 'import.meta.url': 'importMetaUrl' },
		banner: { js: "const importMetaUrl = require('node:url').pathToFileURL(__filename).href;" },
		external: ['onnxruntime-node'],
		logLevel: 'warning',
	});
	for (const file of ['onnx/lane.mjs', 'onnx/tasks.mjs', 'onnx/adamw.mjs', 'onnx/adamw.wasm', 'tensorflow/look.mjs', 'tensorflow/library.mjs'])
		await copyFile(join(root, 'src/engine/backends', file), join(dirname(outfile), basename(file)));
	return outfile;
}
