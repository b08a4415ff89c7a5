import type { Corpus } from './corpus.ts';
import { documentsOf } from './documents.ts';
import type { Tokenizer } from './tokenizers/tokenizer.ts';

/** Takes tokens in their order. */
export type TokenSink = (tokens: ArrayLike<number>) => void;

/** Is told how many bytes of the files are read; false ends the reading. */
export type OnProgress = (bytes: number) => boolean;

/**
 * Reads a text from its first to its last document into a sink. Between two documents stands the tokenizer's
 * separator; empty ones leave nothing. False where it was told to stop.
 */
export async function tokenise({ files }: Corpus, tokenizer: Tokenizer, sink: TokenSink, onProgress: OnProgress): Promise<boolean> {
	let before = 0;
	let isFirst = true;
	for (const { path, name, bytes } of files) {
		let read = 0;
		for await (const document of documentsOf(path, name)) {
			const encoder = tokenizer.document();
			let isEmpty = true;
			const take = (tokens: ArrayLike<number>): void => {
				if (tokens.length === 0) return;
				if (isEmpty && !isFirst) sink(tokenizer.separator);
				isEmpty = false;
				isFirst = false;
				sink(tokens);
			};
			for await (const piece of document) {
				take(encoder.push(piece));
				read += piece.length;
				// A packed file holds more text than it has bytes.
				if (!onProgress(before + Math.min(read, bytes))) return false;
			}
			take(encoder.end());
		}
		before += bytes;
	}
	return onProgress(before);
}
