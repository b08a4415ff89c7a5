import { createHash } from 'node:crypto';
import type { Tokenizer } from './tokenizer.ts';

const CODE_POINTS = 0x110000;

/** Gathers the characters of a text, document by document. */
export interface CharacterSet {
	document(): { push(bytes: Uint8Array): void; end(): void };
	/** In the order of their code points. */
	characters(): string[];
	/** How many there are, with one between two documents. */
	tokens(): number;
}

export function characterSet(): CharacterSet {
	// Documents are parted by a newline.
	const found = new Uint8Array(CODE_POINTS);
	found[0x0a] = 1;
	let count = 0;
	let documents = 0;
	const note = (text: string): number => {
		const before = count;
		for (let index = 0; index < text.length; index++) {
			const point = text.codePointAt(index) as number;
			if (point > 0xffff) index++;
			found[point] = 1;
			count++;
		}
		return count - before;
	};
	return {
		document() {
			const decoder = new TextDecoder();
			let own = 0;
			return {
				push(bytes) {
					own += note(decoder.decode(bytes, { stream: true }));
				},
				end() {
					own += note(decoder.decode());
					if (own > 0) documents++;
				},
			};
		},
		tokens: () => count + Math.max(0, documents - 1),
		characters: () => [...found.keys()].filter((point) => found[point]).map((point) => String.fromCodePoint(point)),
	};
}

/** A token is a character (code point) of the text that the run learns from. Other ones have none; a prompt loses them. */
export function characters(vocabulary: readonly string[]): Tokenizer {
	const tokens = new Int32Array(CODE_POINTS).fill(-1);
	for (const [token, character] of vocabulary.entries()) tokens[character.codePointAt(0) as number] = token;
	const tokensIn = (text: string): Int32Array => {
		const found = new Int32Array(text.length);
		let count = 0;
		for (let index = 0; index < text.length; index++) {
			const point = text.codePointAt(index) as number;
			if (point > 0xffff) index++;
			const token = tokens[point] as number;
			if (token >= 0) found[count++] = token;
		}
		return found.subarray(0, count);
	};
	const encode = (text: string): number[] => [...tokensIn(text)];
	return {
		kind: 'characters',
		id: `characters ${createHash('sha256').update(vocabulary.join('')).digest('hex')}`,
		size: vocabulary.length,
		mayLengthen: false,
		separator: encode('\n'),
		document() {
			const decoder = new TextDecoder();
			return { push: (bytes) => tokensIn(decoder.decode(bytes, { stream: true })), end: () => tokensIn(decoder.decode()) };
		},
		encode,
		decode: (encoded) => encoded.map((token) => vocabulary[token] ?? '').join(''),
		byteLengths: Uint32Array.from(vocabulary, (character) => Buffer.byteLength(character)),
		file: JSON.stringify({
			version: '1.0',
			added_tokens: [],
			normalizer: null,
			pre_tokenizer: null,
			post_processor: null,
			decoder: { type: 'Fuse' },
			// Without merges each character stays a token, and one that is not in the vocabulary is dropped.
			model: { type: 'BPE', vocab: Object.fromEntries(vocabulary.map((character, token) => [character, token])), merges: [] },
		}),
	};
}
