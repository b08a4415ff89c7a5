import { spawn } from 'node:child_process';
import { join } from 'node:path';

/** Runs a program that lies beside this one, with the arguments, streams and exit code of the command. */
export const besides =
	(file: string) =>
	(args: string[]): Promise<number> =>
		new Promise((resolve, reject) => {
			const program = spawn(process.execPath, [join(__dirname, file), ...args], { stdio: 'inherit' });
			program.on('error', reject);
			program.on('exit', (code) => resolve(code ?? 1));
		});
