import { execFileSync } from 'node:child_process';
import { copyFileSync, mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Row } from './row.ts';

const FILES = 1000;
const models = 'test/fixtures/models';

/** A thousand published configurations in one folder, linted and inspected by the command line from start to exit. */
export async function benchLint(): Promise<Row[]> {
	const folder = mkdtempSync(join(tmpdir(), 'headroom-bench-'));
	const files = readdirSync(models).filter((file) => file.endsWith('.json'));
	for (let index = 0; index < FILES; index++) copyFileSync(join(models, files[index % files.length] as string), join(folder, `${index}.json`));
	const seconds = (...args: string[]) => {
		const start = performance.now();
		execFileSync(process.execPath, ['dist/cli.js', ...args], { stdio: 'ignore' });
		return (performance.now() - start) / 1000;
	};
	const empty = seconds('--version');
	const rows = [
		{ name: `headroom lint on ${FILES} configurations`, value: seconds('lint', folder, '--format', 'json'), unit: 's', goal: '≤ 3 s' },
		{ name: `headroom inspect on ${FILES} configurations`, value: seconds('inspect', folder, '--json'), unit: 's', goal: '≤ 2 s' },
		{ name: 'starting the command line, of both', value: empty, unit: 's' },
	];
	rmSync(folder, { recursive: true });
	return rows;
}
