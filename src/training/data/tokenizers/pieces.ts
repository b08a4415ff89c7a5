import type { DocumentEncoder } from './tokenizer.ts';

/** UTF-16 units that are encoded at once at most: longer documents are cut. */
const LONGEST = 1 << 14;

/**
 * Encodes a document in pieces as it comes. It is cut at a single line end between two lines of text, where tokenizers
 * cut anyway; only without one in a whole piece at another place.
 */
export function documentPieces(encode: (text: string) => number[]): DocumentEncoder {
	const decoder = new TextDecoder();
	let waiting = '';
	const encodeAll = (): number[] => {
		const tokens: number[] = [];
		while (waiting.length > LONGEST) {
			const at = cutBefore(waiting, LONGEST);
			for (const token of encode(waiting.slice(0, at))) tokens.push(token);
			waiting = waiting.slice(at);
		}
		return tokens;
	};
	return {
		push(bytes) {
			waiting += decoder.decode(bytes, { stream: true });
			return encodeAll();
		},
		end() {
			waiting += decoder.decode();
			const tokens = encodeAll();
			if (waiting !== '') for (const token of encode(waiting)) tokens.push(token);
			waiting = '';
			return tokens;
		},
	};
}

/** The last good place to cut at or before `limit`; never within a character. */
function cutBefore(text: string, limit: number): number {
	for (let at = limit; at > 1; at--) {
		if (text[at - 1] === '\n' && !isSpace(text[at]) && !isSpace(text[at - 2])) return at;
	}
	const line = text.lastIndexOf('\n', limit - 1) + 1;
	if (line > 0) return line;
	const space = text.lastIndexOf(' ', limit);
	if (space > 0) return space;
	return /[\ud800-\udbff]/.test(text[limit - 1] as string) ? limit - 1 : limit;
}

const isSpace = (character: string | undefined): boolean => character === undefined || /\s/.test(character);
