import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { bytes } from '../../../../../src/training/data/tokenizers/bytes.ts';
import { characterSet, characters } from '../../../../../src/training/data/tokenizers/characters.ts';
import { tokenizerFrom } from '../../../../../src/training/data/tokenizers/file.ts';
import type { Tokenizer } from '../../../../../src/training/data/tokenizers/tokenizer.ts';

const fixture = (name: string): string => readFileSync(join(import.meta.dirname, '../../../../fixtures/tokenizers', `${name}.json`), 'utf8');
/** What the reference library makes of the same texts: test/reference/make_tokenizers.py. */
const expected: Record<string, { text: string; tokens: number[]; decoded: string }[]> = JSON.parse(fixture('expected'));

const TEXT = 'Call me Ishmael.\n\ncafé – naïve 漢字 🙂\n';
const charactersOf = (text: string): Tokenizer => {
	const set = characterSet();
	const document = set.document();
	document.push(Buffer.from(text));
	document.end();
	return characters(set.characters());
};

/** A document's tokens, its bytes given in pieces of a size. */
const streamed = (tokenizer: Tokenizer, text: string, size: number): number[] => {
	const document = tokenizer.document();
	const all = Buffer.from(text);
	const tokens: number[] = [];
	const add = (more: ArrayLike<number>) => {
		for (const token of Array.from(more)) tokens.push(token);
	};
	for (let at = 0; at < all.length; at += size) add(document.push(all.subarray(at, at + size)));
	add(document.end());
	return tokens;
};

describe.each(Object.entries(expected))('a tokenizer.json: %s', (name, cases) => {
	const tokenizer = tokenizerFrom(fixture(name), undefined);

	it.each(cases)('encodes and decodes $text as the reference library does', ({ text, tokens, decoded }) => {
		expect(tokenizer.encode(text)).toEqual(tokens);
		expect(tokenizer.decode(tokens)).toBe(decoded);
	});

	it('reads a document in pieces as it reads it whole', () => expect(streamed(tokenizer, TEXT, 1)).toEqual(tokenizer.encode(TEXT)));
});

describe('bytes', () => {
	it('are what the file holds, whole characters or not', () => {
		expect(streamed(bytes, 'aé', 1)).toEqual([0x61, 0xc3, 0xa9]);
		expect(bytes.decode([0xc3])).toBe('\ufffd');
		expect(bytes.decode(bytes.encode(TEXT))).toBe(TEXT);
	});
});

describe('characters', () => {
	it('are those of the text, in the order of their code points, with the newline that parts documents', () => {
		const tokenizer = charactersOf('b🙂a');
		expect(tokenizer.size).toBe(4);
		expect(tokenizer.encode('ab🙂\n')).toEqual([1, 2, 3, 0]);
		expect(tokenizer.separator).toEqual([0]);
		expect(tokenizer.byteLengths).toEqual(Uint32Array.of(1, 1, 1, 4));
	});

	it('come back as they went, cut anywhere', () => {
		const tokenizer = charactersOf(TEXT);
		fc.assert(
			fc.property(fc.integer({ min: 1, max: 9 }), (size) => {
				expect(tokenizer.decode(streamed(tokenizer, TEXT, size))).toBe(TEXT);
			}),
		);
	});

	it('that the text has not are left out of a prompt', () => expect(charactersOf('ab').encode('axb')).toEqual([1, 2]));

	it('tell texts apart', () => {
		expect(charactersOf('ab').id).not.toBe(charactersOf('ac').id);
		expect(charactersOf('ab').id).toBe(charactersOf('ba').id);
	});
});

describe('the file of a tokenizer', () => {
	it.each([
		['bytes', bytes],
		['characters', charactersOf(TEXT)],
		['a file', tokenizerFrom(fixture('byte-level'), undefined)],
	])('gives the same tokens: %s', (_name, tokenizer) => {
		const again = tokenizerFrom(tokenizer.file, undefined);
		expect(again.encode(TEXT)).toEqual(tokenizer.encode(TEXT));
		expect(again.decode(again.encode(TEXT))).toBe(TEXT);
		expect(again.size).toBe(tokenizer.size);
		expect(again.byteLengths === undefined || tokenizer.kind === 'characters').toBe(tokenizer.kind === 'characters');
	});
});

describe('the separator', () => {
	it.each([
		['byte-level', undefined, '<|endoftext|>'],
		['byte-fallback', undefined, '</s>'],
		['byte-fallback', '{"eos_token":"<s>"}', '<s>'],
		['byte-fallback', '{"eos_token":{"content":"<unk>"}}', '<unk>'],
		['word-piece', undefined, '[SEP]'],
	])('of %s with the configuration %s is %s', (name, config, separator) => {
		const tokenizer = tokenizerFrom(fixture(name), config);
		expect(tokenizer.separator).toHaveLength(1);
		expect(tokenizer.decode([...tokenizer.separator])).toContain(separator);
	});

	it('is a newline where the tokenizer has no end', () => {
		const file = JSON.parse(fixture('byte-level'));
		const [end] = file.added_tokens.splice(0);
		delete file.model.vocab[end.content];
		const tokenizer = tokenizerFrom(JSON.stringify(file), undefined);
		expect(tokenizer.decode(tokenizer.separator)).toBe('\n');
	});
});

describe('the bytes of a token', () => {
	it.each(['byte-level', 'byte-fallback'])('add up to the text: %s', (name) => {
		const tokenizer = tokenizerFrom(fixture(name), undefined);
		const sum = tokenizer.encode(TEXT).reduce((total, token) => total + (tokenizer.byteLengths?.[token] ?? 0), 0);
		// A fallback's first token has a space that the text has not.
		expect(sum).toBe(Buffer.byteLength(TEXT) + (name === 'byte-fallback' ? 1 : 0));
		expect(tokenizer.separator.map((token) => tokenizer.byteLengths?.[token])).toEqual([0]);
	});

	it('are not known where text is lowered', () => expect(tokenizerFrom(fixture('word-piece'), undefined).byteLengths).toBeUndefined());
});

describe('a document longer than a piece', () => {
	it('is cut between two lines, which leaves its tokens as they are', () => {
		const long = 'one line of text, and another\nthe next – 漢字 line\n\nand one after an empty line\n'.repeat(2500);
		const tokenizer = tokenizerFrom(fixture('byte-level'), undefined);
		const tokens = streamed(tokenizer, long, 50_000);
		expect(tokenizer.decode(tokens)).toBe(long);
		expect(tokens).toEqual(tokenizer.encode(long));
	});

	it('is cut anywhere but in a character where it has no line', () => {
		const tokenizer = tokenizerFrom(fixture('byte-level'), undefined);
		expect(tokenizer.decode(streamed(tokenizer, '🙂'.repeat(70_000), 99_999))).toBe('🙂'.repeat(70_000));
	});
});
