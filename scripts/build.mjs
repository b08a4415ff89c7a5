// Bundles the extension, the server, the command line, the trainer, the benchmark and the webviews into dist/.
import { copyFileSync, mkdirSync } from 'node:fs';
import { basename, dirname } from 'node:path';
import { fileURLToPath } from 'node:url';
import { build, context } from 'esbuild';
import assemble from './assemble.mjs';

const root = dirname(dirname(fileURLToPath(import.meta.url)));
const watch = process.argv.includes('--watch');

/** @type {import('esbuild').BuildOptions} */
const shared = { absWorkingDir: root, bundle: true, sourcemap: true, minify: !watch, logLevel: 'warning', target: 'es2022', legalComments: 'none' };
// Modules that ask for their own address get it in CommonJS too.
const address = "const importMetaUrl = require('node:url').pathToFileURL(__filename).href;";
const external = ['vscode', 'onnxruntime-node'];
/** @type {import('esbuild').BuildOptions} */
const node = {
	...shared,
	platform: 'node',
	format: 'cjs',
	outdir: 'dist',
	// jsonc-parser's `main` is UMD, which cannot be bundled: its module entry comes first.
	mainFields: ['module', 'main'],
	define: { 'import.meta.url': 'importMetaUrl' },
	banner: { js: address },
	external,
};

/** @type {import('esbuild').BuildOptions[]} */
const bundles = [
	{
		...node,
		entryPoints: {
			extension: 'src/extension/extension.ts',
			server: 'src/server/main.ts',
			trainer: 'src/training/trainer.ts',
			bench: 'bench/bench.ts',
			'bench-steps': 'bench/steps.ts',
		},
	},
	{ ...node, entryPoints: { cli: 'src/cli/main.ts' }, banner: { js: `#!/usr/bin/env node\n${address}` } },
	{ ...shared, platform: 'browser', format: 'iife', outdir: 'dist/webview', entryPoints: { run: 'webview/run/run.ts' }, loader: { '.css': 'css' } },
	{
		...node,
		outdir: 'dist/test',
		entryPoints: { integration: 'test/integration/index.ts' },
		external: [...external, 'mocha'],
	},
];

mkdirSync(`${root}/dist/webview`, { recursive: true });
await assemble();
// Loaded as they stand, by a thread and by a child process.
for (const file of ['onnx/lane.mjs', 'onnx/tasks.mjs', 'onnx/adamw.mjs', 'onnx/adamw.wasm', 'tensorflow/look.mjs', 'tensorflow/library.mjs'])
	copyFileSync(`${root}/src/engine/backends/${file}`, `${root}/dist/${basename(file)}`);
copyFileSync(`${root}/node_modules/@vscode/codicons/dist/codicon.css`, `${root}/dist/webview/codicon.css`);
copyFileSync(`${root}/node_modules/@vscode/codicons/dist/codicon.ttf`, `${root}/dist/webview/codicon.ttf`);
try {
	if (watch) await Promise.all(bundles.map(async (options) => (await context(options)).watch()));
	else await Promise.all(bundles.map((options) => build(options)));
} catch {
	process.exit(1); // What is wrong has been printed.
}
