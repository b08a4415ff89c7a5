import { access } from 'node:fs/promises';
import { basename, join } from 'node:path';
import { type Disposable, type Event, EventEmitter } from 'vscode';
import { isUnderWay, type RunPlace } from '../../webview/shared/protocol.ts';
import { append, emptyRecord, type RunRecord } from '../../webview/shared/record.ts';
import { readEvents } from '../training/event-lines.ts';
import type { RunEvent } from '../training/events.ts';
import { followEvents } from '../training/follow.ts';
import { livingProcess } from '../training/process.ts';
import { designTitle, requestStop, STOP_FILE } from '../training/store.ts';
import { type Exit, type Standing, standingAfter, standingWithoutProcess } from './run-state.ts';

/** A run as this window knows it. What it holds is what its events said; nothing is lost when the window goes. */
export interface Run {
	readonly id: string;
	readonly name: string;
	readonly place: RunPlace;
	standing: Standing;
	events: RunEvent[];
	record: RunRecord;
}

export interface RunChange {
	run: Run;
	/** What came in; none when only the state changed. */
	events: readonly RunEvent[];
}

/** The runs that this window follows. */
export interface Runs extends Disposable {
	onDidChange: Event<RunChange>;
	/** Runs that train now, the oldest first. */
	underWay(): Run[];
	/** A run by its place on disk, whoever started it; followed as long as it trains. */
	open(place: RunPlace): Promise<Run>;
	/** A run that was just started; `exit` comes when its process ends. */
	add(place: RunPlace, exit: Promise<Exit>): Run;
	/** Asks a run to end with a checkpoint. */
	stop(run: Run): Promise<void>;
}

/** How long a run that has written nothing yet may still be on its way, in milliseconds. */
const GRACE = 10_000;
/** How often it is asked whether the process of a run still lives, in milliseconds. */
const PULSE = 1_000;

export function followRuns(): Runs {
	const changed = new EventEmitter<RunChange>();
	const followed = new Map<string, { run: Run; isOwn: boolean; follower: Disposable }>();

	const receive = (run: Run, events: readonly RunEvent[]) => {
		// One by one: a long list spread into arguments overflows the stack.
		for (const event of events) run.events.push(event);
		append(run.record, events);
		run.standing = standingAfter(run.standing, events);
		if (!isUnderWay(run.standing.state)) forget(run);
		changed.fire({ run, events });
	};
	const forget = ({ place }: Run) => {
		followed.get(place.folder)?.follower.dispose();
		followed.delete(place.folder);
	};
	const follow = (run: Run, isOwn: boolean) => {
		const follower = followEvents(run.place.folder, (events) => receive(run, events));
		followed.set(run.place.folder, { run, isOwn, follower });
		changed.fire({ run, events: [] });
		return run;
	};
	/** The process is gone: what it wrote last is read, and the run stands as that says. */
	const settle = async (run: Run, exit?: Exit) => {
		const events = await readEvents(run.place.folder);
		if (followed.get(run.place.folder)?.run !== run) return;
		forget(run);
		const rest = events.slice(run.events.length);
		for (const event of rest) run.events.push(event);
		append(run.record, rest);
		run.standing = standingWithoutProcess(run.events, exit, run.place.folder);
		changed.fire({ run, events: rest });
	};

	const pulse = setInterval(async () => {
		for (const { run, isOwn } of [...followed.values()]) {
			const mayBeginYet = run.record.start === undefined && Date.now() - run.place.started < GRACE;
			if (!isOwn && !mayBeginYet && (await livingProcess(run.place.folder)) === undefined) await settle(run);
		}
	}, PULSE);

	return {
		onDidChange: changed.event,
		underWay: () => [...followed.values()].map(({ run }) => run),
		async open(place) {
			const known = followed.get(place.folder);
			if (known) return known.run;
			// Asked before the events are read: a run that ends in between has then written its end.
			const living = await livingProcess(place.folder);
			const events = living ? [] : await readEvents(place.folder);
			const run = newRun(place, 'starting');
			// It may have been opened twice at once.
			const meanwhile = followed.get(place.folder);
			if (meanwhile) return meanwhile.run;
			if (living) {
				if (await exists(join(place.folder, STOP_FILE))) run.standing = { state: 'stopping' };
				return follow(run, false);
			}
			if (events.length === 0 && Date.now() - place.started < GRACE) return follow(run, false);
			run.events = events;
			append(run.record, events);
			run.standing = standingWithoutProcess(events, undefined, place.folder);
			return run;
		},
		add(place, exit) {
			const run = follow(newRun(place, 'starting'), true);
			void exit.then((how) => settle(run, how));
			return run;
		},
		async stop(run) {
			if (!isUnderWay(run.standing.state) || run.standing.state === 'stopping') return;
			run.standing = { state: 'stopping' };
			changed.fire({ run, events: [] });
			await requestStop(run.place.folder);
		},
		dispose() {
			clearInterval(pulse);
			for (const { follower } of followed.values()) follower.dispose();
			changed.dispose();
		},
	};
}

const newRun = (place: RunPlace, state: Standing['state']): Run => ({
	id: basename(place.folder),
	name: designTitle(place.design),
	place,
	standing: { state },
	events: [],
	record: emptyRecord(),
});

const exists = (path: string): Promise<boolean> =>
	access(path).then(
		() => true,
		() => false,
	);
