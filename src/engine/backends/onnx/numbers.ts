import type { Data, Held } from '../backend.ts';

/** Held numbers of the CPU: in this thread's memory, and once another thread has asked for them in memory that all threads see. */
export interface Numbers extends Held {
	numbers: Float32Array;
	shared(): Float32Array;
}

/** Memory for held numbers. What is given back is used again, so that a run of many steps asks the system for nothing. */
export interface Memory {
	/** An array with whatever is in it. */
	take(size: number): Float32Array;
	/** Holds an array that nobody else writes to. */
	hold(numbers: Float32Array): Numbers;
}

export function memory(): Memory {
	const free = new Map<number, Float32Array[]>();
	const freeShared = new Map<number, Float32Array[]>();
	const giveBack = (to: Map<number, Float32Array[]>, numbers: Float32Array) => to.set(numbers.length, [...(to.get(numbers.length) ?? []), numbers]);
	return {
		take: (size) => free.get(size)?.pop() ?? new Float32Array(size),
		hold(numbers) {
			let seen: Float32Array | undefined;
			return {
				numbers,
				// ONNX Runtime takes no shared memory, so threads copy from it.
				shared() {
					if (seen) return seen;
					seen = freeShared.get(numbers.length)?.pop() ?? new Float32Array(new SharedArrayBuffer(numbers.byteLength));
					seen.set(numbers);
					return seen;
				},
				read: async () => numbers.slice(),
				release() {
					giveBack(free, numbers);
					if (seen) giveBack(freeShared, seen);
				},
			};
		},
	};
}

export const isNumbers = (given: Data | Held): given is Numbers => 'numbers' in given;
