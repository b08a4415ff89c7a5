import { mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { vi } from 'vitest';

/** Runs a command in this process; its exit code, and what it printed to each stream. */
export async function runCommand(command: (args: string[]) => Promise<number> | number, args: string[]) {
	const out = vi.spyOn(console, 'log').mockImplementation(() => undefined);
	const err = vi.spyOn(console, 'error').mockImplementation(() => undefined);
	try {
		const code = await command(args);
		const printed = (spy: typeof out) => spy.mock.calls.map((call) => call.join(' ')).join('\n');
		return { code, out: printed(out), err: printed(err) };
	} finally {
		out.mockRestore();
		err.mockRestore();
	}
}

/** A new folder with these files; gives the path of one. */
export function folderWith(files: Record<string, string>): (name: string) => string {
	const folder = mkdtempSync(join(tmpdir(), 'headroom-'));
	for (const [name, text] of Object.entries(files)) writeFileSync(join(folder, name), text);
	return (name) => join(folder, name);
}
