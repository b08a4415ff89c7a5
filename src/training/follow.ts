import { type FSWatcher, watch } from 'node:fs';
import { open } from 'node:fs/promises';
import { join } from 'node:path';
import { EVENTS_FILE, eventLines } from './event-lines.ts';
import type { RunEvent } from './events.ts';

export interface FollowOptions {
	/** Milliseconds between looks at the file where the system does not tell of its growth; 300 unless told. */
	interval?: number;
}

const CHUNK = 1 << 20;

/**
 * Delivers every event of a run from its first line, in batches, and then as the file grows. It may begin before the
 * run's folder exists. A line is delivered once it is complete.
 */
export function followEvents(runFolder: string, onEvents: (events: RunEvent[]) => void, { interval = 300 }: FollowOptions = {}): { dispose(): void } {
	const file = join(runFolder, EVENTS_FILE);
	const lines = eventLines();
	let offset = 0;
	let disposed = false;
	let reading = false;
	let again = false;
	let watcher: FSWatcher | undefined;

	const readNew = async (): Promise<void> => {
		const handle = await open(file, 'r');
		try {
			const buffer = Buffer.alloc(CHUNK);
			while (!disposed) {
				const { bytesRead } = await handle.read(buffer, 0, CHUNK, offset);
				if (bytesRead === 0) return;
				offset += bytesRead;
				const events = lines.push(buffer.subarray(0, bytesRead));
				if (events.length > 0 && !disposed) onEvents(events);
			}
		} finally {
			await handle.close();
		}
	};

	/** Reads are never two at a time: what comes in the meantime leads to one more. */
	const look = async (): Promise<void> => {
		again = true;
		if (reading) return;
		reading = true;
		try {
			while (again && !disposed) {
				again = false;
				watchFolder();
				await readNew();
			}
		} catch (error) {
			// Not there yet: the next look may find it. Anything without a code is the receiver's own.
			if ((error as NodeJS.ErrnoException).code === undefined) throw error;
		} finally {
			reading = false;
		}
	};

	const watchFolder = (): void => {
		if (watcher !== undefined || disposed) return;
		try {
			watcher = watch(runFolder, { persistent: false }, look);
			watcher.on('error', () => watcher?.close());
		} catch {
			// Not there yet, or a file system without notices: the timer looks.
		}
	};

	const timer = setInterval(look, interval);
	void look();
	return {
		dispose() {
			disposed = true;
			clearInterval(timer);
			watcher?.close();
		},
	};
}
