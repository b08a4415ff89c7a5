import { createInterface } from 'node:readline/promises';
import { UsageError } from './usage.ts';

/** Asks on the terminal before something is done; a usage error where nobody is there to answer. Ctrl-C is a no. */
export async function confirm(question: string, isAgreed: boolean): Promise<boolean> {
	if (isAgreed) return true;
	if (!process.stdin.isTTY) throw new UsageError('it asks before it begins, and nobody is there to answer: --yes agrees beforehand.');
	const terminal = createInterface({ input: process.stdin, output: process.stderr });
	try {
		const leave = new AbortController();
		terminal.on('SIGINT', () => leave.abort());
		terminal.on('close', () => leave.abort());
		return /^y(es)?$/i.test((await terminal.question(`${question} [y/N] `, { signal: leave.signal })).trim());
	} catch {
		return false;
	} finally {
		terminal.close();
	}
}
