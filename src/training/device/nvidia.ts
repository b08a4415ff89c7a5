import { execFile } from 'node:child_process';
import type { GpuReading } from '../events.ts';

const MIB = 2 ** 20;

const share = (percent: number): number => percent / 100;
const bytes = (mebibytes: number): number => mebibytes * MIB;
const same = (value: number): number => value;

/** What is asked of each GPU after its name, and how an answer becomes a field. */
const FIELDS: { query: string; field: Exclude<keyof GpuReading, 'name'>; read: (value: number) => number }[] = [
	{ query: 'utilization.gpu', field: 'utilisation', read: share },
	{ query: 'memory.used', field: 'memory_used', read: bytes },
	{ query: 'memory.total', field: 'memory_total', read: bytes },
	{ query: 'temperature.gpu', field: 'temperature', read: same },
	{ query: 'power.draw', field: 'power', read: same },
];
const ARGUMENTS = [`--query-gpu=${['name', ...FIELDS.map(({ query }) => query)].join()}`, '--format=csv,noheader,nounits'];

/** Asks the tool once. Throws what went wrong, in words: it failed, had no answer within `timeout` milliseconds, or cannot be understood. */
export async function readNvidia(tool: string, timeout: number, signal: AbortSignal): Promise<GpuReading[]> {
	signal.throwIfAborted();
	return parseNvidia(await answerOf(tool, timeout, signal));
}

function answerOf(tool: string, timeout: number, signal: AbortSignal): Promise<string> {
	return new Promise((resolve, reject) => {
		const child = execFile(tool, ARGUMENTS, { maxBuffer: MIB, windowsHide: true }, (error, stdout, stderr) => {
			clearTimeout(timer);
			signal.removeEventListener('abort', leave);
			if (error === null) resolve(stdout);
			else reject(new Error(reasonOf(error, stdout, stderr)));
		});
		const leave = (): void => {
			child.kill('SIGKILL');
			// What the tool began itself may outlive it and hold its output: that is not waited for.
			child.stdout?.destroy();
			child.stderr?.destroy();
			reject(new Error(`did not answer within ${timeout / 1000} s`));
		};
		const timer = setTimeout(leave, timeout).unref();
		signal.addEventListener('abort', leave, { once: true });
	});
}

/** The tool writes why it failed on stdout. */
function reasonOf(error: Error & { code?: unknown }, stdout: string, stderr: string): string {
	const said = `${stderr}\n${stdout}`.trim().split('\n')[0]?.slice(0, 200);
	const how = typeof error.code === 'number' ? `ended with code ${error.code}` : `failed (${error.code ?? error.message})`;
	return said ? `${how}: ${said}` : how;
}

/** Reads the tool's comma-separated lines, one a GPU. What it does not know (`[N/A]`) is left out; any other value that is no number is an error. */
export function parseNvidia(text: string): GpuReading[] {
	const lines = text.split('\n').filter((line) => line.trim() !== '');
	if (lines.length === 0) throw new Error('told of no GPU');
	return lines.map((line) => {
		const parts = line.split(',').map((part) => part.trim());
		const name = parts.slice(0, -FIELDS.length).join(', ');
		if (name === '') throw notUnderstood(line);
		const reading: GpuReading = { name };
		FIELDS.forEach(({ field, read }, column) => {
			const value = parts.at(column - FIELDS.length) as string;
			if (/^(\[.*\]|N\/A)$/.test(value)) return;
			if (!/^\d+(\.\d+)?$/.test(value)) throw notUnderstood(line);
			reading[field] = read(Number(value));
		});
		return reading;
	});
}

const notUnderstood = (line: string): Error => new Error(`wrote what is not understood: ${line.trim().slice(0, 80)}`);
