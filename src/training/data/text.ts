import { createHash } from 'node:crypto';
import { stat } from 'node:fs/promises';
import { dirname } from 'node:path';
import type { Data } from '../../design/sections.ts';
import { Refusal } from '../refusal.ts';
import { keepOutOfVersionControl } from '../version-control.ts';
import { cachedTokens, cacheTokens } from './cache.ts';
import { type Corpus, readCorpus } from './corpus.ts';
import type { Dataset } from './dataset.ts';
import type { Places } from './files.ts';
import { promptFrom } from './prompt.ts';
import { arrayFor, type TokenStream, tokensInMemory } from './token-stream.ts';
import { type OnProgress, type TokenSink, tokenise } from './tokenise.ts';
import { readTokenizer } from './tokenizers/read.ts';
import type { Tokenizer } from './tokenizers/tokenizer.ts';
import { splitTokens, trainingBatches, validationBatches, type WindowShape, windowsIn } from './windows.ts';

/** The text that a design names, found and hashed, with the tokenizer that reads it. */
export interface Text {
	corpus: Corpus;
	tokenizer: Tokenizer;
	/** Of files and tokenizer: a run goes on only from the very same tokens. */
	hash: string;
	/** True where the tokens are quick to have: the text is short, or its tokens are kept. */
	isQuick: boolean;
	/** There are no more tokens than these; undefined where only reading it tells. */
	mostTokens: number | undefined;
	/** All tokens; undefined where it was told to stop. A long text is read once and its tokens are kept in a file. */
	tokens(onProgress: OnProgress): Promise<TokenStream | undefined>;
}

/** Shorter texts are read anew into memory each time, which leaves nothing on the disk. */
const LONG = 1 << 20;

/** Finds the text and its tokenizer. Tokens of long texts are kept in `cacheFolder`. */
export async function findText(data: Data, places: Places, cacheFolder: string): Promise<Text> {
	const corpus = await readCorpus(data.files, places);
	const { tokenizer, tokens: counted } = await readTokenizer(data.tokenizer, places, corpus);
	const key = keyOf(corpus, tokenizer);
	const fill = async (sink: TokenSink, onProgress: OnProgress): Promise<boolean> => {
		const wasRead = await tokenise(corpus, tokenizer, sink, onProgress);
		if (wasRead) await refuseChanged(corpus);
		return wasRead;
	};
	const isLong = corpus.bytes > LONG;
	const kept = isLong ? await cachedTokens(cacheFolder, key, tokenizer.size) : undefined;
	return {
		corpus,
		tokenizer,
		hash: `sha256:${key}`,
		isQuick: !isLong || kept !== undefined,
		mostTokens: counted ?? mostTokens(corpus, tokenizer),
		async tokens(onProgress) {
			if (kept !== undefined) return kept;
			if (!isLong) return inMemory(tokenizer.size, (sink) => fill(sink, onProgress));
			const tokens = await cacheTokens(cacheFolder, key, tokenizer.size, (sink) => fill(sink, onProgress));
			await keepOutOfVersionControl(dirname(cacheFolder));
			return tokens;
		},
	};
}

function keyOf({ files }: Corpus, { id, separator }: Tokenizer): string {
	const hash = createHash('sha256').update(`${id}\n${separator.join()}\n`);
	// How a file is read depends on its ending.
	for (const { name, hash: content } of files) hash.update(`${/\.[^./]*$/.exec(name)?.[0].toLowerCase() ?? ''} ${content}\n`);
	return hash.digest('hex');
}

/** A tokenizer may put a mark before each text, and before each piece of a long one, which has far more than a hundred bytes. */
const MARKED = 1.01;

/**
 * Each token takes a byte at least; what parts the documents of a file takes more bytes there than it has tokens. A packed file holds
 * more text than it has bytes.
 */
function mostTokens({ files, bytes }: Corpus, { kind, separator, mayLengthen }: Tokenizer): number | undefined {
	if (mayLengthen || files.some(({ name }) => /\.parquet$/i.test(name))) return undefined;
	const between = separator.length * (files.length - 1);
	return kind === 'file' ? Math.ceil(bytes * MARKED) + files.length + between : bytes + between;
}

async function inMemory(vocabulary: number, fill: (sink: TokenSink) => Promise<boolean>): Promise<TokenStream | undefined> {
	const parts: ArrayLike<number>[] = [];
	let length = 0;
	const filled = await fill((tokens) => {
		parts.push(tokens);
		length += tokens.length;
	});
	if (!filled) return undefined;
	const all = new (arrayFor(vocabulary))(length);
	let at = 0;
	for (const tokens of parts) {
		all.set(tokens, at);
		at += tokens.length;
	}
	return tokensInMemory(all);
}

/** A text that was written to while it was read is not what its hash says. */
async function refuseChanged({ files }: Corpus): Promise<void> {
	for (const { path, bytes, modified } of files) {
		const now = await stat(path).catch(() => undefined);
		if (now?.size !== bytes || now.mtimeMs !== modified) throw new Refusal(`${path} has changed while it was read: train again once it is as it should be.`);
	}
}

/** Windows of a text's tokens, the last ones for validation. Throws a Refusal where they are too few. */
export function textDataset(tokens: TokenStream, tokenizer: Tokenizer, data: Data, shape: WindowShape, seed: number): Dataset {
	const { training, validation } = splitTokens(tokens, data.validationFraction, shape.sequenceLength);
	return {
		size: { tokens: tokens.length, training: training.length, validation: validation.length },
		training: trainingBatches(training, shape, seed),
		validation: () => validationBatches(validation, shape),
		probe() {
			const window = new Int32Array(shape.sequenceLength);
			validation.read(0, window);
			return window;
		},
		validationBytes: bytesOfTargets(validation, tokenizer, shape.sequenceLength),
		hasAnswers: false,
		prompt: promptFrom(validation, tokenizer, shape.sequenceLength),
		close: tokens.close,
	};
}

/** Targets are all tokens of whole windows but the first one. */
function bytesOfTargets(validation: TokenStream, { byteLengths }: Tokenizer, sequenceLength: number): number | undefined {
	if (byteLengths === undefined) return undefined;
	const window = new Int32Array(sequenceLength);
	let bytes = 0;
	for (let index = 0; index < windowsIn(validation.length, sequenceLength); index++) {
		validation.read(index * sequenceLength + 1, window);
		for (const token of window) bytes += byteLengths[token] as number;
	}
	return bytes;
}
