import { homedir } from 'node:os';
import { join } from 'node:path';

const DATA_FOLDER: Partial<Record<NodeJS.Platform, (home: string, environment: NodeJS.ProcessEnv) => string>> = {
	darwin: (home) => join(home, 'Library', 'Application Support'),
	win32: (home, { LOCALAPPDATA }) => LOCALAPPDATA || join(home, 'AppData', 'Local'),
};

/**
 * Where optional runtimes are installed on request: HEADROOM_RUNTIMES, which the editor sets to a folder of its own
 * storage for the processes it starts, or else `headroom/runtimes` in the user's data folder.
 */
export function runtimesFolder(environment = process.env, platform = process.platform, home = homedir()): string {
	const { HEADROOM_RUNTIMES, XDG_DATA_HOME } = environment;
	if (HEADROOM_RUNTIMES) return HEADROOM_RUNTIMES;
	const data = DATA_FOLDER[platform]?.(home, environment) ?? (XDG_DATA_HOME || join(home, '.local', 'share'));
	return join(data, 'headroom', 'runtimes');
}

/** A copy of onnxruntime-node with the CUDA provider's libraries beside its own. */
export const cudaRuntime = (runtimes: string): string => join(runtimes, 'cuda', 'onnxruntime-node');

/** The folder whose `node_modules` holds TensorFlow.js. */
export const tensorflowRuntime = (runtimes: string): string => join(runtimes, 'tensorflow');
