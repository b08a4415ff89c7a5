import { readFileSync } from 'node:fs';
import { availableParallelism } from 'node:os';
import type { ProcessReading } from '../events.ts';
import { machineMemory } from './memory.ts';

/** Tells of this process: each call gives its share of the cores since the call before, the first one since now. */
export function processReader(): () => ProcessReading {
	const cores = availableParallelism();
	const memoryTotal = machineMemory().total;
	let last = { used: process.cpuUsage(), time: performance.now() };
	let most = 0;
	return () => {
		const now = { used: process.cpuUsage(), time: performance.now() };
		const used = now.used.user + now.used.system - last.used.user - last.used.system;
		const available = (now.time - last.time) * 1000 * cores;
		last = now;
		const memory = process.memoryUsage.rss();
		most = Math.max(most, memory, peakOfMemory() ?? 0);
		// The processor's clock ticks coarsely: over a short while it may run ahead of the other.
		const cpu = available > 0 ? Math.min(1, Number((used / available).toFixed(3))) : 0;
		return { cpu, cores, memory, memory_peak: most, memory_total: memoryTotal };
	};
}

/** The most that this program held, where the kernel tells; `getrusage` counts what the parent held before it became this program. */
function peakOfMemory(): number | undefined {
	if (process.platform !== 'linux') return undefined;
	const kibibytes = /^VmHWM:\s+(\d+) kB$/m.exec(readFileSync('/proc/self/status', 'utf8'))?.[1];
	return kibibytes === undefined ? undefined : Number(kibibytes) * 1024;
}
