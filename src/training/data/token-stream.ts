import { closeSync, readSync } from 'node:fs';

/** Tokens one after the other, read by place: held in memory, or in a file that is larger than it. */
export interface TokenStream {
	readonly length: number;
	/** Copies the tokens from `start` on; as many as `into` takes, all of which must be there. */
	read(start: number, into: Int32Array): void;
	close(): void;
}

/** An array of tokens that is as narrow as the vocabulary allows. */
export type TokenArray = Uint8Array | Uint16Array | Uint32Array;
type TokenArrayClass = { new (length: number): TokenArray; BYTES_PER_ELEMENT: number };

/** The narrowest array for tokens below `size`. */
export const arrayFor = (size: number): TokenArrayClass => (size <= 1 << 8 ? Uint8Array : size <= 1 << 16 ? Uint16Array : Uint32Array);

export const tokensInMemory = (tokens: ArrayLike<number> & { subarray(start: number, end: number): ArrayLike<number> }): TokenStream => ({
	length: tokens.length,
	read: (start, into) => into.set(tokens.subarray(start, start + into.length)),
	close() {},
});

/** Tokens of a file in the machine's byte order. The stream owns the file. */
export function tokensInFile(file: number, length: number, array: TokenArrayClass): TokenStream {
	let buffer = new array(0);
	return {
		length,
		read(start, into) {
			if (buffer.length < into.length) buffer = new array(into.length);
			const bytes = into.length * array.BYTES_PER_ELEMENT;
			const read = readSync(file, buffer, 0, bytes, start * array.BYTES_PER_ELEMENT);
			if (read < bytes) throw new Error(`the file of tokens ends after ${start + Math.floor(read / array.BYTES_PER_ELEMENT)} of ${length}`);
			into.set(buffer.subarray(0, into.length));
		},
		close: () => closeSync(file),
	};
}

/** Tokens from `start` up to `end`; closing it closes nothing. */
export const part = (stream: TokenStream, start: number, end: number): TokenStream => ({
	length: end - start,
	read: (from, into) => stream.read(start + from, into),
	close() {},
});
