import { constants, setPriority } from 'node:os';

/**
 * Lets other programs go first: an editor stays quick beside a run, which loses nothing where nobody else computes.
 * Threads that are made later inherit it. Where the system does not allow it, all stays as it is.
 */
export function yieldToOthers(): void {
	try {
		setPriority(constants.priority.PRIORITY_BELOW_NORMAL);
	} catch {
		// A run at the usual priority is as good.
	}
}
