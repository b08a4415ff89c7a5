/** As much of a `tokenizer.json` as says how many bytes a token stands for. */
export interface TokenizerFile {
	added_tokens?: { id: number; content: string; special?: boolean }[];
	normalizer?: Step | null;
	decoder?: Step | null;
}

interface Step {
	type: string;
	normalizers?: Step[];
	decoders?: Step[];
}

/** What a normalizer may do and still leave all bytes in the text: marks for spaces, and the composed form of characters. */
const HARMLESS: ReadonlySet<string> = new Set(['Prepend', 'Replace', 'NFC']);

/** What a normalizer may do that leaves no more bytes than before, but for a mark before the text and those in place of spaces. */
const NO_LONGER: ReadonlySet<string> = new Set(['Prepend', 'Replace', 'Strip']);

/** True where the normalizer may make a text longer: a composed character may become several. */
export const mayLengthen = ({ normalizer }: TokenizerFile): boolean => flat(normalizer).some(({ type }) => !NO_LONGER.has(type));

const flat = (step: Step | null | undefined): Step[] =>
	step ? [step.normalizers ?? step.decoders ?? [step]].flat().flatMap((each) => (each === step ? step : flat(each))) : [];

/**
 * Bytes of text behind each token. Byte-level vocabularies write one character a byte; those with a fallback write
 * spaces as ▁ and single bytes as `<0x0A>`. Special tokens stand for no text. Undefined for all other kinds, and where
 * text is lowered, stripped or otherwise changed first.
 */
export function byteLengths(file: TokenizerFile, vocabulary: ReadonlyMap<string, number>, size: number): Uint32Array | undefined {
	const steps = flat(file.decoder).map(({ type }) => type);
	const lengthOf = steps.includes('ByteLevel') ? lengthByCharacters : steps.includes('ByteFallback') ? lengthWithFallback : undefined;
	if (lengthOf === undefined || flat(file.normalizer).some(({ type }) => !HARMLESS.has(type))) return undefined;
	const lengths = new Uint32Array(size);
	// Numbers that no token has stand in the library's table without a text.
	for (const [text, token] of vocabulary) if (text !== undefined) lengths[token] = lengthOf(text);
	for (const { id, content, special } of file.added_tokens ?? []) lengths[id] = special ? 0 : Buffer.byteLength(content);
	return lengths;
}

const lengthByCharacters = (text: string): number => [...text].length;
const lengthWithFallback = (text: string): number => (/^<0x[0-9A-F]{2}>$/.test(text) ? 1 : Buffer.byteLength(text.replaceAll('▁', ' ')));
