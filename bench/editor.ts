import { execFile } from 'node:child_process';
import { promisify } from 'node:util';
import { median, type Row } from './row.ts';

/** What a person waits for in a real VS Code, which is installed for it where it is missing. */
export async function benchEditor(): Promise<Row[]> {
	const { stdout } = await promisify(execFile)(process.execPath, ['bench/editor.mjs']);
	const { activation, squiggle } = JSON.parse(stdout.trim().split('\n').at(-1) ?? '{}') as { activation: number[]; squiggle: number[] };
	return [
		{ name: 'activation of the extension, as VS Code shows it, median', value: median(activation), unit: 'ms', goal: '≤ 100 ms' },
		{ name: 'keystroke to squiggle on screen, median', value: median(squiggle), unit: 'ms', goal: '≤ 100 ms' },
	];
}
