import { createHash } from 'node:crypto';
import { Tokenizer as LibraryTokenizer } from '@huggingface/tokenizers';
import { byteLengths, mayLengthen, type TokenizerFile } from './byte-lengths.ts';
import { documentPieces } from './pieces.ts';
import type { Tokenizer } from './tokenizer.ts';

/** What ends a text in tokenizers that name no end of their own, the likeliest first. */
const USUAL_ENDS = ['<|endoftext|>', '<|end_of_text|>', '</s>', '<eos>', '<|im_end|>', '[SEP]'];
const USUAL_MASKS = ['[MASK]', '<mask>'];

/**
 * A tokenizer from the text of a `tokenizer.json`, and of the `tokenizer_config.json` beside it where there is one.
 * Throws an error where it is none, or asks for what the library does not know.
 */
export function tokenizerFrom(file: string, config: string | undefined): Tokenizer {
	const written: TokenizerFile = JSON.parse(file);
	const { eos_token }: { eos_token?: string | { content?: string } } = config === undefined ? {} : JSON.parse(config);
	// Of the configuration only the end is read: the rest makes text nicer than it was.
	const library = new LibraryTokenizer(written, { clean_up_tokenization_spaces: false });
	const vocabulary = library.get_vocab(true);
	const encode = (text: string): number[] => library.encode(text, { add_special_tokens: false }).ids;
	const end = [typeof eos_token === 'string' ? eos_token : eos_token?.content, ...USUAL_ENDS].find((token) => token !== undefined && vocabulary.has(token));
	const mask = USUAL_MASKS.find((token) => vocabulary.has(token));
	const size = [...vocabulary.values()].reduce((most, token) => Math.max(most, token), -1) + 1;
	return {
		kind: 'file',
		id: `tokenizer.json ${createHash('sha256').update(file).digest('hex')} ${end ?? ''}`,
		size,
		mayLengthen: mayLengthen(written),
		separator: end === undefined ? encode('\n') : [vocabulary.get(end) as number],
		...(end !== undefined && { end: { token: vocabulary.get(end) as number, text: end } }),
		...(mask !== undefined && { mask: vocabulary.get(mask) as number }),
		document: () => documentPieces(encode),
		encode,
		decode: (tokens) => library.decode([...tokens], { skip_special_tokens: false, clean_up_tokenization_spaces: false }),
		byteLengths: byteLengths(written, vocabulary, size),
		file,
	};
}
