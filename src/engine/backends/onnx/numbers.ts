import type { Data, Held } from '../backend.ts';

/** A vector as arrays that lie one after the other in it. */
export type Parts = readonly Float32Array[];

/** Held numbers of the CPU. */
export interface Numbers extends Held {
	parts: Parts;
}

export function holdParts(parts: Parts): Numbers {
	return {
		parts,
		async read() {
			const whole = new Float32Array(parts.reduce((sum, { length }) => sum + length, 0));
			let offset = 0;
			for (const part of parts) {
				whole.set(part, offset);
				offset += part.length;
			}
			return whole;
		},
		release() {},
	};
}

/** In memory that all threads see: a copy where the numbers are not in such. */
export function holdShared(given: Float32Array): Numbers {
	if (given.buffer instanceof SharedArrayBuffer) return holdParts([given]);
	const shared = new Float32Array(new SharedArrayBuffer(given.byteLength));
	shared.set(given);
	return holdParts([shared]);
}

export const isNumbers = (given: Data | Held): given is Numbers => 'parts' in given;
