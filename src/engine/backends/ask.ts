import { execFile } from 'node:child_process';
import { onPath } from '../../files/on-path.ts';

/** Milliseconds after which a program that does not answer is ended. */
const PATIENCE = 3000;

/** What a program of the system writes; undefined where it is not there, fails or takes too long. */
export async function ask(program: string, args: readonly string[]): Promise<string | undefined> {
	const path = await onPath(program);
	if (path === undefined) return undefined;
	return new Promise((resolve) => {
		execFile(path, args, { timeout: PATIENCE, killSignal: 'SIGKILL', windowsHide: true }, (error, output) => resolve(error ? undefined : output));
	});
}
