import { Worker } from 'node:worker_threads';
import { createTasks, type Tasks } from './tasks.mjs';

type Task = keyof Tasks;

/**
 * What does tasks: this thread, or one beside it. Several threads, each on a slice of a batch, keep as many cores busy as one session
 * with as many threads, without waiting for each other at every operator.
 */
export interface Lane {
	/** Buffers among what is `moved` are the lane's from then on. */
	ask<Name extends Task>(task: Name, given: Parameters<Tasks[Name]>[0], moved?: readonly ArrayBuffer[]): ReturnType<Tasks[Name]>;
	close(): Promise<void>;
}

/** This thread, which does nothing else while it is at a task. */
export function laneHere(): Lane {
	const tasks = createTasks();
	return { ask: (task, given) => tasks[task](given as never) as ReturnType<Tasks[typeof task]>, close: async () => {} };
}

interface Answer {
	call: number;
	result?: unknown;
	error?: string;
}

interface Waiting {
	resolve(result: unknown): void;
	reject(error: Error): void;
}

/** A thread of its own. */
export function openLane(): Lane {
	const worker = new Worker(new URL('./lane.mjs', import.meta.url));
	const waiting = new Map<number, Waiting>();
	let calls = 0;
	const settle = (call: number, how: (each: Waiting) => void): void => {
		const each = waiting.get(call);
		waiting.delete(call);
		// A lane that nobody waits for does not keep the process alive.
		if (waiting.size === 0) worker.unref();
		if (each) how(each);
	};
	worker.unref();
	worker.on('message', ({ call, result, error }: Answer) => {
		settle(call, ({ resolve, reject }) => (error === undefined ? resolve(result) : reject(new Error(error))));
	});
	worker.on('error', (error) => {
		for (const call of [...waiting.keys()]) settle(call, ({ reject }) => reject(error));
	});
	return {
		ask: (task, given, moved = []) =>
			new Promise<unknown>((resolve, reject) => {
				const call = calls++;
				waiting.set(call, { resolve, reject });
				worker.ref();
				worker.postMessage({ call, task, given }, moved);
			}) as ReturnType<Tasks[typeof task]>,
		close: async () => void (await worker.terminate()),
	};
}
