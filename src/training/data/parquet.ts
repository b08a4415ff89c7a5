import * as zlib from 'node:zlib';
import { brotliDecompressSync, gunzipSync } from 'node:zlib';
import { asyncBufferFromFile, type Compressors, parquetMetadataAsync, parquetReadObjects, parquetSchema } from 'hyparquet';
import { Refusal } from '../refusal.ts';

/** Rows that are held at once. */
const ROWS = 1000;

/** Node has it from version 22.15 on. */
const { zstdDecompressSync } = zlib as { zstdDecompressSync?: (bytes: Uint8Array) => Uint8Array };

const compressors: Compressors = {
	GZIP: (bytes) => gunzipSync(bytes),
	BROTLI: (bytes) => brotliDecompressSync(bytes),
	...(zstdDecompressSync && { ZSTD: (bytes: Uint8Array) => zstdDecompressSync(bytes) }),
};

/** The `text` column of a Parquet file, row by row. Empty rows are passed over. */
export async function* parquetTexts(path: string, name: string): AsyncGenerator<string> {
	const file = await asyncBufferFromFile(path);
	const metadata = await parquetMetadataAsync(file).catch((error: Error) => {
		throw new Refusal(`${name} is no Parquet file that can be read: ${error.message}.`);
	});
	const columns = parquetSchema(metadata).children.map(({ element }) => element.name);
	if (!columns.includes('text')) throw new Refusal(`${name} has no column "text"; it has ${columns.join(', ')}.`);
	let start = 0;
	for (const group of metadata.row_groups) {
		const groupEnd = start + Number(group.num_rows);
		for (; start < groupEnd; start = Math.min(groupEnd, start + ROWS)) {
			const rows = await parquetReadObjects({
				file,
				metadata,
				columns: ['text'],
				rowStart: start,
				rowEnd: Math.min(groupEnd, start + ROWS),
				compressors,
			}).catch((error: Error) => {
				throw new Refusal(`${name} cannot be read: ${error.message}.${zstdDecompressSync ? '' : ' Files packed with zstd need Node 22.15 or newer.'}`);
			});
			for (const { text } of rows) {
				if (text === null || text === undefined || text === '') continue;
				if (typeof text !== 'string') throw new Refusal(`The column "text" of ${name} holds ${typeof text}s, not text.`);
				yield text;
			}
		}
	}
}
