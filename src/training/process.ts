import { execFile } from 'node:child_process';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { promisify } from 'node:util';

/** Which process trains a run. Stands in the run's folder from its first moment and goes when the process ends as it should. */
export const PROCESS_FILE = 'process.json';

export interface TrainingProcess {
	pid: number;
	/** When the system says the process began; null where it does not tell. A number is used again, a number with its time is not. */
	started: string | null;
}

/** When a process began, in the system's own words: ticks since which boot on Linux, a date elsewhere. */
async function startOf(pid: number): Promise<string | null> {
	try {
		if (process.platform === 'linux') {
			const [stat, boot] = await Promise.all([readFile(`/proc/${pid}/stat`, 'utf8'), readFile('/proc/sys/kernel/random/boot_id', 'utf8')]);
			// The second field is the command in brackets and may hold anything; the 22nd is the start.
			const ticks = stat.slice(stat.lastIndexOf(')') + 2).split(' ')[19];
			return `${boot.trim()} ${ticks}`;
		}
		if (process.platform === 'win32') return null;
		const { stdout } = await promisify(execFile)('ps', ['-o', 'lstart=', '-p', String(pid)], { env: { ...process.env, LC_ALL: 'C' } });
		return stdout.trim() || null;
	} catch {
		return null;
	}
}

/** This very process, as `process.json` names it. */
export async function thisProcess(): Promise<TrainingProcess> {
	return { pid: process.pid, started: await startOf(process.pid) };
}

/** The process that trains in a folder now, or undefined where none lives. */
export async function livingProcess(folder: string): Promise<TrainingProcess | undefined> {
	const text = await readFile(join(folder, PROCESS_FILE), 'utf8').catch(() => undefined);
	return text === undefined ? undefined : livingOf(text);
}

/** The process that such a file names, or undefined where it lives no more or the file names none. */
export async function livingOf(text: string): Promise<TrainingProcess | undefined> {
	const named = parse(text);
	if (named === undefined || !isAlive(named.pid)) return undefined;
	const started = await startOf(named.pid);
	return named.started !== null && started !== null && named.started !== started ? undefined : named;
}

function parse(text: string): TrainingProcess | undefined {
	try {
		const { pid, started } = JSON.parse(text);
		return Number.isInteger(pid) && pid > 0 ? { pid, started: typeof started === 'string' ? started : null } : undefined;
	} catch {
		return undefined;
	}
}

/** True where a process of this number lives. */
export function isAlive(pid: number): boolean {
	try {
		process.kill(pid, 0);
		return true;
	} catch (error) {
		// Somebody else's process may not be signalled, but it lives.
		return (error as NodeJS.ErrnoException).code === 'EPERM';
	}
}
