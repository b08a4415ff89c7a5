import { byteCharacters } from './byte-characters.ts';
import type { Tokenizer } from './tokenizer.ts';

/**
 * A token is a byte, as it stands in the file. Between two documents stands a newline: all 256 bytes are taken, so
 * there is none to spare for a mark, and a newline is what ends a document anyway.
 */
export const bytes: Tokenizer = {
	kind: 'bytes',
	id: 'bytes',
	size: 256,
	mayLengthen: false,
	separator: [0x0a],
	document: () => ({ push: (piece) => piece, end: () => [] }),
	encode: (text) => [...Buffer.from(text)],
	decode: (tokens) => Buffer.from(tokens).toString('utf8'),
	byteLengths: new Uint32Array(256).fill(1),
	file: JSON.stringify({
		version: '1.0',
		added_tokens: [],
		normalizer: null,
		pre_tokenizer: { type: 'ByteLevel', add_prefix_space: false, trim_offsets: false, use_regex: false },
		post_processor: null,
		decoder: { type: 'ByteLevel', add_prefix_space: false, trim_offsets: false, use_regex: false },
		model: { type: 'BPE', vocab: Object.fromEntries(byteCharacters.map((character, byte) => [character, byte])), merges: [] },
	}),
};
