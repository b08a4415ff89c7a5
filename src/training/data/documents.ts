import { createReadStream } from 'node:fs';
import { Refusal } from '../refusal.ts';
import { parquetTexts } from './parquet.ts';

/** One document's text as UTF-8, in pieces that may end within a character. */
export type DocumentBytes = AsyncIterable<Uint8Array> | Iterable<Uint8Array>;

/** Bytes that are read at once. */
const CHUNK = 1 << 18;

/** How a file holds its documents, by its ending: a Parquet row, a line of JSON lines, else the whole file. */
export async function* documentsOf(path: string, name: string): AsyncGenerator<DocumentBytes> {
	if (/\.parquet$/i.test(path)) for await (const text of parquetTexts(path, name)) yield [Buffer.from(text)];
	else if (/\.(jsonl|ndjson)$/i.test(path)) yield* jsonLines(path, name);
	else yield createReadStream(path, { highWaterMark: CHUNK });
}

/** Lines are parsed one at a time; an empty one is passed over. */
async function* jsonLines(path: string, name: string): AsyncGenerator<DocumentBytes> {
	// Joined once the line ends: a line may be far longer than what is read at once.
	let rest: Buffer[] = [];
	let number = 0;
	const parse = (line: Buffer): DocumentBytes[] => {
		number++;
		const text = line.toString('utf8').trim();
		return text === '' ? [] : [[Buffer.from(textIn(text, `${name}, line ${number}`))]];
	};
	for await (const chunk of createReadStream(path, { highWaterMark: CHUNK })) {
		const bytes = chunk as Buffer;
		let from = 0;
		for (let end = bytes.indexOf(0x0a); end >= 0; end = bytes.indexOf(0x0a, from)) {
			const part = bytes.subarray(from, end);
			yield* parse(rest.length === 0 ? part : Buffer.concat([...rest, part]));
			rest = [];
			from = end + 1;
		}
		rest.push(bytes.subarray(from));
	}
	yield* parse(Buffer.concat(rest));
}

function textIn(json: string, place: string): string {
	let value: unknown;
	try {
		value = JSON.parse(json);
	} catch {
		throw new Refusal(`${place} is no JSON: in JSON lines each line is an object with a "text".`);
	}
	const text = (value as { text?: unknown } | null)?.text;
	if (typeof text !== 'string') throw new Refusal(`${place} has no "text": in JSON lines each line is an object with a "text".`);
	return text;
}
