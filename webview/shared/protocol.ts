import type { RunEvent } from '../../src/training/events.ts';

/** Every message between the extension and its webviews, both ways. */

/** How a run stands, as the panel shows it. `refused`: it never began, and `message` says why. */
export type RunState = 'starting' | 'running' | 'stopping' | 'finished' | 'stopped' | 'failed' | 'interrupted' | 'refused';

const UNDER_WAY: readonly RunState[] = ['starting', 'running', 'stopping'];

/** True while a process trains, or is about to. */
export const isUnderWay = (state: RunState): boolean => UNDER_WAY.includes(state);

/** What is known of a run before its first event. */
export interface RunHeader {
	id: string;
	name: string;
	/** File name of the design. */
	design: string;
	state: RunState;
	/** Only when failed, interrupted or refused: what happened and what to do. */
	message?: string;
	/** What the panel keeps for a window reload, after which the extension finds the run by it. */
	restore: RunPlace;
}

/** Where a run is on disk: full paths of its folder and of its design. */
export interface RunPlace {
	folder: string;
	design: string;
	/** When it was started, in milliseconds. */
	started: number;
}

/** Extension → run panel. */
export type ToRunPanel =
	/** Replaces everything the panel shows; the answer to `ready`. */
	| { type: 'run'; run: RunHeader; events: readonly RunEvent[] }
	/** New events, in order. */
	| { type: 'events'; events: readonly RunEvent[] }
	| { type: 'state'; state: RunState; message?: string };

/** Run panel → extension. */
export type FromRunPanel =
	| { type: 'ready' }
	| { type: 'stop' }
	| { type: 'train-again' }
	| { type: 'open-design' }
	| { type: 'open-folder' }
	| { type: 'show-log' };
