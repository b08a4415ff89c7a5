import { readFileSync } from 'node:fs';
import { availableParallelism, cpus } from 'node:os';

/** Cores that a process may keep busy: two threads on one core share its arithmetic and gain nothing. */
export function physicalCores(): number {
	const available = availableParallelism();
	if (process.platform === 'darwin') return available;
	const counted = process.platform === 'linux' ? linuxCores() : undefined;
	return Math.max(1, Math.min(available, counted ?? Math.ceil(available / 2)));
}

/** The processor's name, as the system gives it. */
export const processorName = (): string => cpus()[0]?.model.trim() ?? 'unknown processor';

function linuxCores(): number | undefined {
	try {
		const text = readFileSync('/proc/cpuinfo', 'utf8');
		const cores = text.split('\n\n').flatMap((entry) => {
			const core = /^core id\s*:\s*(\d+)/m.exec(entry)?.[1];
			return core === undefined ? [] : [`${/^physical id\s*:\s*(\d+)/m.exec(entry)?.[1]} ${core}`];
		});
		return cores.length > 0 ? new Set(cores).size : undefined;
	} catch {
		return undefined;
	}
}
