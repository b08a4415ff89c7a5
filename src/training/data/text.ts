import { createHash } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import { Refusal } from '../refusal.ts';
import { findFiles, nameOf, type Places } from './files.ts';

/** The text of a run as one stream of tokens. A token is a byte. */
export interface Text {
	tokens: Uint8Array;
	/** Names relative to the design, in the order in which they are joined. */
	files: string[];
	/** Files that the patterns match but that hold no text. */
	skipped: string[];
	/** Of the stream: a run goes on only from the very same text. */
	hash: string;
}

/**
 * Between two documents stands a newline: all 256 bytes are taken, so there is none to spare for a mark, and a
 * newline is what ends a document anyway.
 */
const SEPARATOR = Buffer.from('\n');

/** Reads what `data.files` names. Files with a zero byte near their start are not text and are left out. */
export async function readDocuments(patterns: readonly string[], places: Places): Promise<Text> {
	if (patterns.length === 0) throw new Refusal('The design names no text: give data.files one or more paths or patterns, such as ["text/*.md"].');
	const paths = await findFiles(patterns, places);
	if (paths.length === 0) throw new Refusal(`No file matches data.files ${JSON.stringify(patterns)} in ${places.folder}.`);
	const documents: Buffer[] = [];
	const files: string[] = [];
	const skipped: string[] = [];
	for (const path of paths) {
		const bytes = await readFile(path).catch((error: NodeJS.ErrnoException) => {
			throw new Refusal(`${path} cannot be read: ${error.message}`);
		});
		if (isBinary(bytes)) skipped.push(nameOf(places.folder, path));
		else if (bytes.length > 0) {
			if (documents.length > 0) documents.push(SEPARATOR);
			documents.push(bytes);
			files.push(nameOf(places.folder, path));
		}
	}
	const tokens = Buffer.concat(documents);
	if (tokens.length === 0) throw new Refusal(`The ${paths.length} files that match data.files ${JSON.stringify(patterns)} hold no text.`);
	return { tokens, files, skipped, hash: `sha256:${createHash('sha256').update(tokens).digest('hex')}` };
}

const isBinary = (bytes: Buffer): boolean => bytes.subarray(0, 8192).includes(0);
