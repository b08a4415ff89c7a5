import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { runtimesFolder, tensorflowRuntime } from '../../../files/runtimes.ts';

/** An installed package that brings TensorFlow.js. */
export interface Installed {
	/** "@tensorflow/tfjs-node-gpu". */
	name: string;
	version: string;
	/** Its folder, which `require` takes for the module. */
	folder: string;
}

/** In the order in which they are taken. */
const PACKAGES = ['@tensorflow/tfjs-node-gpu', '@tensorflow/tfjs-node'];

/** Files from whose places packages are looked for: the runtimes folder first, then Headroom itself. */
export const places = (): string[] => [join(tensorflowRuntime(runtimesFolder()), 'index.js'), import.meta.url];

/** The first package that is there. Nothing of it is run. */
export function installed(from = places()): Installed | undefined {
	for (const name of PACKAGES)
		for (const place of from) {
			try {
				const path = createRequire(place).resolve(`${name}/package.json`);
				const { version } = JSON.parse(readFileSync(path, 'utf8')) as { version: string };
				return { name, version, folder: dirname(path) };
			} catch {
				// Not here.
			}
		}
	return undefined;
}
