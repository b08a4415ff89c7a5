import { execFile } from 'node:child_process';

/** Milliseconds after which a program that does not answer is ended. */
const PATIENCE = 3000;

/** What a program of the system writes; undefined where it is not there, fails or takes too long. */
export const ask = (program: string, args: readonly string[]): Promise<string | undefined> =>
	new Promise((resolve) => {
		execFile(program, args, { timeout: PATIENCE, killSignal: 'SIGKILL', windowsHide: true }, (error, output) => resolve(error ? undefined : output));
	});
