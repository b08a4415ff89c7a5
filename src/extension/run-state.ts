import type { RunState } from '../../webview/shared/protocol.ts';
import type { RunEvent } from '../training/events.ts';
import { failedAllocation } from '../training/out-of-memory.ts';
import { LOWER, likelyCause } from '../training/vanished.ts';

/** A state and, where it needs one, what happened and what to do. */
export interface Standing {
	state: RunState;
	message?: string;
}

/** How the process of a run ended. */
export interface Exit {
	/** Null where a signal ended it, or it never began. */
	code: number | null;
	signal: string | null;
	/** What it wrote on stderr. */
	stderr: string;
}

/** Exit code of a run that was refused before anything was written. */
const REFUSED = 2;

/** How a run stands after more events. A stop that was asked for stays visible until the end. */
export function standingAfter({ state, message }: Standing, events: readonly RunEvent[]): Standing {
	let standing: Standing = { state, ...(message !== undefined && { message }) };
	for (const event of events) {
		if (event.type === 'end') standing = { state: event.status, ...(event.message !== undefined && { message: event.message }) };
		else if (standing.state !== 'stopping') standing = { state: 'running' };
	}
	return standing;
}

/** How a run stands whose process is gone. All events it wrote are given; `exit` is undefined where another window started it. */
export function standingWithoutProcess(events: readonly RunEvent[], exit: Exit | undefined, folder: string): Standing {
	if (events.some(({ type }) => type === 'end')) return standingAfter({ state: 'running' }, events);
	if (!events.some(({ type }) => type === 'start')) return neverBegan(exit, folder);
	const step = events.findLast((event) => event.type === 'step')?.step ?? 0;
	const checkpoint = events.findLast((event) => event.type === 'checkpoint');
	const lines = [
		`The training process ended ${howItEnded(exit)} after step ${step}.`,
		checkpoint === undefined
			? 'There is no checkpoint yet: train again.'
			: `The checkpoint of step ${checkpoint.step} is whole. Train again, or go on from it: headroom train --resume "${folder}"`,
		...causeOf(events, exit),
		...lastWords(exit),
	];
	return { state: 'interrupted', message: lines.join('\n') };
}

function neverBegan(exit: Exit | undefined, folder: string): Standing {
	if (exit === undefined) return { state: 'interrupted', message: `Nothing of this run is left in ${folder}. Train again.` };
	const stderr = exit.stderr.trim();
	if (exit.code === REFUSED) return { state: 'refused', message: stderr || 'The trainer gave no reason. The log may say more.' };
	return {
		state: 'failed',
		message: [`The training process ended ${howItEnded(exit)} before the first step.`, ...causeOf([], exit), ...lastWords(exit)].join('\n'),
	};
}

/** The code that a shell gives for a process that SIGKILL ended. */
const KILLED = 137;

const wasKilled = (exit: Exit | undefined): boolean => exit?.signal === 'SIGKILL' || exit?.code === KILLED;

function howItEnded(exit: Exit | undefined): string {
	if (exit !== undefined && !wasKilled(exit) && failedAllocation(exit.stderr) !== undefined) return 'because memory ran out';
	if (exit?.signal) return `on ${exit.signal}${wasKilled(exit) ? ' (often: memory ran out)' : ''}`;
	return exit?.code == null ? 'without saying why' : `with code ${exit.code}${wasKilled(exit) ? ' (killed; often: memory ran out)' : ''}`;
}

/** What points at memory, with what to lower. */
function causeOf(events: readonly RunEvent[], exit: Exit | undefined): string[] {
	const cause = likelyCause(events) ?? (wasKilled(exit) || (exit && failedAllocation(exit.stderr)) ? LOWER : undefined);
	return cause === undefined ? [] : [cause];
}

/** The end of what it wrote, where a crash says most. */
const lastWords = (exit: Exit | undefined): string[] => (exit?.stderr.trim() ? exit.stderr.trim().split('\n').slice(-8) : []);
