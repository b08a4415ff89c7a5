import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { RunEvent } from './events.ts';

/** Where a run's events stand in its folder. */
export const EVENTS_FILE = 'events.jsonl';

const NEWLINE = 0x0a;

/** Turns the bytes of `events.jsonl` into events as they come in; a line is kept until its end is there. */
export interface EventLines {
	push(bytes: Uint8Array): RunEvent[];
}

export function eventLines(): EventLines {
	let rest: Uint8Array = new Uint8Array(0);
	return {
		push(bytes) {
			const end = bytes.lastIndexOf(NEWLINE) + 1;
			if (end === 0) {
				rest = Buffer.concat([rest, bytes]);
				return [];
			}
			// Bytes are joined before they become text, so that no character is cut in two.
			const text = Buffer.concat([rest, bytes.subarray(0, end)]).toString('utf8');
			rest = bytes.slice(end);
			return text.split('\n').flatMap(parseEvent);
		},
	};
}

/** A line that a kill has cut off, and that a resumed run then ended, says nothing. */
function parseEvent(line: string): RunEvent[] {
	if (line.trim() === '') return [];
	try {
		const event = JSON.parse(line);
		return typeof event?.type === 'string' ? [event] : [];
	} catch {
		return [];
	}
}

/** All events of a run's folder as written, a torn last line left out; none where there is no file yet. */
export async function readEvents(folder: string): Promise<RunEvent[]> {
	const bytes = await readFile(join(folder, EVENTS_FILE)).catch(() => new Uint8Array(0));
	return eventLines().push(bytes);
}

/**
 * The events that count: where a run went on from a checkpoint, what it had done past that step before is left out,
 * and so is its earlier end.
 */
export function standingEvents(events: readonly RunEvent[]): RunEvent[] {
	let standing: RunEvent[] = [];
	for (const event of events) {
		if (event.type === 'start' && event.resumed_from !== undefined) {
			const from = event.resumed_from;
			standing = standing.filter((earlier) => earlier.type === 'start' || (earlier.type !== 'end' && earlier.step <= from));
		}
		standing.push(event);
	}
	return standing;
}
