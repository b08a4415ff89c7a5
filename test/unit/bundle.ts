import { copyFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
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
	await copyFile(join(root, 'src/engine/backends/onnx/lane.mjs'), join(dirname(outfile), 'lane.mjs'));
	return outfile;
}
