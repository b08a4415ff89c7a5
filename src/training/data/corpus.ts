import { createHash } from 'node:crypto';
import { createReadStream } from 'node:fs';
import { stat } from 'node:fs/promises';
import { Refusal } from '../refusal.ts';
import { findFiles, nameOf, type Places } from './files.ts';

/** The files that a run learns from, as they were when it began. */
export interface Corpus {
	/** In the order in which they are joined. */
	files: CorpusFile[];
	/** Names of files that the patterns match but that hold no text. */
	skipped: string[];
	/** Of all files together. */
	bytes: number;
}

export interface CorpusFile {
	path: string;
	/** Relative to the design. */
	name: string;
	bytes: number;
	/** When it was written to last, in milliseconds. */
	modified: number;
	/** SHA-256 of its content. */
	hash: string;
}

const CHUNK = 1 << 20;
/** A zero byte among the first ones tells that a file is no text. */
const LOOKED_AT = 8192;

/** Looks at what `data.files` names. Empty files count for nothing; a Parquet file is never taken for text. */
export async function readCorpus(patterns: readonly string[], places: Places): Promise<Corpus> {
	if (patterns.length === 0)
		throw new Refusal('The design names no text: give data.files one or more paths or patterns, such as ["text/*.md"], or data.task a task.');
	const paths = await findFiles(patterns, places);
	if (paths.length === 0) throw new Refusal(`No file matches data.files ${JSON.stringify(patterns)} in ${places.folder}.`);
	const corpus: Corpus = { files: [], skipped: [], bytes: 0 };
	for (const path of paths) {
		const name = nameOf(places.folder, path);
		const seen = await look(path);
		if (seen === undefined) corpus.skipped.push(name);
		else if (seen.bytes > 0) {
			corpus.files.push({ path, name, ...seen });
			corpus.bytes += seen.bytes;
		}
	}
	if (corpus.bytes === 0) throw new Refusal(`The ${paths.length} files that match data.files ${JSON.stringify(patterns)} hold no text.`);
	return corpus;
}

/** Size, time and hash of a file; undefined where it is no text. */
async function look(path: string): Promise<Omit<CorpusFile, 'path' | 'name'> | undefined> {
	const hash = createHash('sha256');
	let bytes = 0;
	try {
		const { mtimeMs: modified } = await stat(path);
		for await (const chunk of createReadStream(path, { highWaterMark: CHUNK })) {
			if (bytes === 0 && !/\.parquet$/i.test(path) && (chunk as Buffer).subarray(0, LOOKED_AT).includes(0)) return undefined;
			bytes += (chunk as Buffer).length;
			hash.update(chunk as Buffer);
		}
		return { bytes, modified, hash: hash.digest('hex') };
	} catch (error) {
		throw new Refusal(`${path} cannot be read: ${(error as Error).message}`);
	}
}
