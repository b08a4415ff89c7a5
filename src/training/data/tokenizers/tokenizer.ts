/** How text becomes tokens and tokens become text. Tokens are the whole numbers below `size`. */
export interface Tokenizer {
	kind: 'bytes' | 'characters' | 'file';
	/** Tells tokenizers apart that give other tokens: part of the key under which a text's tokens are kept. */
	id: string;
	/** What the model's vocabulary must hold at least. */
	size: number;
	/** True where text may become longer before it is cut into tokens: elsewhere each token takes at least a byte of it. */
	mayLengthen: boolean;
	/** Stands between two documents. */
	separator: readonly number[];
	/** The special token that ends a text; absent where a newline does. */
	end?: { token: number; text: string };
	/** The special token that hides others in the masked objective, where there is one. */
	mask?: number;
	/** Reads one document, piece by piece, as it comes from the file. */
	document(): DocumentEncoder;
	encode(text: string): number[];
	/** Bytes that are no whole character become U+FFFD. */
	decode(tokens: readonly number[]): string;
	/** Bytes of text that each token stands for; undefined where a token does not say, as it was cleaned up before. */
	byteLengths: Uint32Array | undefined;
	/** The same tokenizer as a `tokenizer.json` of Hugging Face, for checkpoints. */
	file: string;
}

/** Pieces may end anywhere, in the middle of a character too. */
export interface DocumentEncoder {
	push(bytes: Uint8Array): ArrayLike<number>;
	/** What was kept back until the document's end was known. */
	end(): ArrayLike<number>;
}
