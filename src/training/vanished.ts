import { formatBytes } from '../analysis/units.ts';
import type { RunEvent } from './events.ts';

/** A process that held so large a share of the memory when it was last seen is likely to have been ended for it. */
const SUSPICIOUS = 0.75;

/** What is likely of a run whose process is gone without a word, from what it told of its memory; undefined where nothing points there. */
export function likelyCause(events: readonly RunEvent[]): string | undefined {
	const last = events.findLast((event) => event.type === 'device');
	if (last === undefined) return undefined;
	const { memory, memory_total: total } = last.process;
	if (memory < SUSPICIOUS * total) return undefined;
	return `It held ${formatBytes(memory)} of ${formatBytes(total)} when it was last seen: memory is likely to have run out. ${LOWER}`;
}

/** What takes less memory, whatever the run. */
export const LOWER = 'Set training.micro_batch_size lower, or make the model smaller.';
