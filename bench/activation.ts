import { execFile } from 'node:child_process';
import { promisify } from 'node:util';
import { median, type Row } from './row.ts';

/** How long the extension takes to activate in a real VS Code, which is installed for it where it is missing. */
export async function benchActivation(): Promise<Row[]> {
	const { stdout } = await promisify(execFile)(process.execPath, ['bench/activation.mjs']);
	const times = JSON.parse(stdout.trim().split('\n').at(-1) ?? '[]') as number[];
	return [{ name: 'activation of the extension, median of 5', value: median(times), unit: 'ms', goal: '≤ 100 ms' }];
}
