import { env, Uri, version } from 'vscode';

/** The environment of Node.js programs that the editor starts: optional runtimes are in its own storage, unless the user keeps them elsewhere. */
export const childEnvironment = (storage: Uri): NodeJS.ProcessEnv => ({
	...process.env,
	ELECTRON_RUN_AS_NODE: '1',
	HEADROOM_RUNTIMES: process.env.HEADROOM_RUNTIMES || Uri.joinPath(storage, 'runtimes').fsPath,
	HEADROOM_EDITOR: `${env.appName} ${version}`,
});
