import type { TokenStream } from './token-stream.ts';
import type { Tokenizer } from './tokenizers/tokenizer.ts';

const LONGEST = 48;
/** Tokens in which a line's end is looked for. */
const LOOKED_AT = 4096;

/** Where a sample starts: the first whole line of the validation text, as much of it as leaves half a window free. */
export function promptFrom(validation: TokenStream, tokenizer: Tokenizer, sequenceLength: number): number[] {
	const tokens = new Int32Array(Math.min(LOOKED_AT, validation.length));
	validation.read(0, tokens);
	const size = Math.max(1, Math.min(LONGEST, Math.floor(sequenceLength / 2), tokens.length));
	const last = tokens.length - size;
	const endsLine = (token: number): boolean => /\n\s*$/.test(tokenizer.decode([token]));
	let start = tokens.subarray(0, last).findIndex(endsLine) + 1;
	while (start < last && endsLine(tokens[start] as number)) start++;
	return [...tokens.subarray(start, start + size)];
}
