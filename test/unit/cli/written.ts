import { vi } from 'vitest';

/** What a command writes, by stream, and its exit code. */
export async function written(command: () => Promise<number>): Promise<{ code: number; stdout: string; stderr: string }> {
	const text = { stdout: '', stderr: '' };
	const catching = (stream: 'stdout' | 'stderr') => (part: unknown) => {
		text[stream] += String(part);
		return true;
	};
	const spies = [
		vi.spyOn(process.stdout, 'write').mockImplementation(catching('stdout')),
		vi.spyOn(process.stderr, 'write').mockImplementation(catching('stderr')),
		vi.spyOn(console, 'log').mockImplementation((line) => void catching('stdout')(`${line}\n`)),
	];
	try {
		return { code: await command(), ...text };
	} finally {
		for (const spy of spies) spy.mockRestore();
	}
}
