import { createHash } from 'node:crypto';
import { createReadStream } from 'node:fs';

const CHUNK = 1 << 20;

/** SHA-256 of the content of files, one after the other with their sizes; they are read as streams, however large they are. */
export async function contentHash(paths: readonly string[]): Promise<string> {
	const hash = createHash('sha256');
	for (const path of paths) {
		let bytes = 0;
		for await (const chunk of createReadStream(path, { highWaterMark: CHUNK })) {
			bytes += (chunk as Buffer).length;
			hash.update(chunk as Buffer);
		}
		hash.update(`\n${bytes}\n`);
	}
	return `sha256:${hash.digest('hex')}`;
}
