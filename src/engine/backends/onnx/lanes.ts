import { Worker } from 'node:worker_threads';
import type { InferenceSession } from 'onnxruntime-node';
import { isNumbers } from './numbers.ts';
import type { Model, Session } from './session.ts';

/**
 * A thread that runs sessions beside this one. Several, each on a slice of a batch, keep as many cores busy as one session
 * with as many threads, without waiting for each other at every operator.
 */
export interface Lane {
	session(model: Model, options: InferenceSession.SessionOptions): Promise<Session>;
	close(): Promise<void>;
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
	const ask = <T>(task: 'create' | 'run' | 'release', given: object, moved: readonly Float32Array[] = []): Promise<T> =>
		new Promise((resolve, reject) => {
			const call = calls++;
			waiting.set(call, { resolve: resolve as Waiting['resolve'], reject });
			worker.ref();
			worker.postMessage(
				{ call, task, given },
				moved.map(({ buffer }) => buffer as ArrayBuffer),
			);
		});
	let sessions = 0;
	return {
		async session(model, options) {
			const id = sessions++;
			await ask('create', { id, model, options });
			return {
				run(inputs, into) {
					const seen = Object.entries(inputs).map(([name, given]) => [name, isNumbers(given) ? given.shared() : given]);
					return ask('run', { id, inputs: Object.fromEntries(seen), into }, Object.values(into));
				},
				release: () => ask('release', { id }),
			};
		},
		close: async () => void (await worker.terminate()),
	};
}
