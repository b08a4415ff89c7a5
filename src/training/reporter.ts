import type { RunEvent } from './events.ts';

/** Who is told of a run while it goes on. */
export interface Reporter {
	/** Every event, once it is on its way to `events.jsonl`. */
	event(event: RunEvent): void;
	/** Something to know that is no event: a file left out, a checkpoint passed over. */
	note(text: string): void;
}

/** What a run is called and where it is kept, before its first event. */
export interface RunPlace {
	run: string;
	folder: string;
}

/** JSON lines on stdout, for programs. */
export const jsonReporter = (): Reporter => ({
	event: (event) => void process.stdout.write(`${JSON.stringify(event)}\n`),
	note: (text) => void process.stderr.write(`${text}\n`),
});

/** Nothing but notes and a failure, on stderr: for a run that nobody watches. */
export const quietReporter = (): Reporter => ({
	event(event) {
		if (event.type === 'end' && event.message !== undefined) process.stderr.write(`${event.message}\n`);
	},
	note: (text) => void process.stderr.write(`${text}\n`),
});
