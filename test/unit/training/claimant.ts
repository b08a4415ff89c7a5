import { existsSync } from 'node:fs';
import { claimFolder } from '../../../src/training/claim.ts';

/** A process that takes a folder once a file tells it to, says whether it got it, and lives on until its input ends. */
async function main([folder = '', gate = '']: string[]): Promise<void> {
	process.stdout.write('ready\n');
	while (!existsSync(gate)) await new Promise((resolve) => setImmediate(resolve));
	const said = await claimFolder(folder).then(
		async (claim) => ((await claim.holds()) ? 'claimed' : 'lost'),
		(error: Error) => error.message,
	);
	process.stdout.write(`${said}\n`);
	process.stdin.resume();
}

void main(process.argv.slice(2));
