import { createWriteStream } from 'node:fs';
import { join } from 'node:path';
import { pipeline } from 'node:stream/promises';
import { openPromise } from 'yauzl';
import { inWords } from './reasons.ts';

/**
 * Takes files out of a zip archive by their names alone, from whatever folder of it, into one folder: an entry's own way is
 * never written to, and an archive with ways that lead out of it is refused. Throws in words where a file is missing, or is there twice.
 */
export async function unpack(archive: string, names: readonly string[], folder: string, signal: AbortSignal): Promise<void> {
	const taken = new Set<string>();
	try {
		const zip = await openPromise(archive, { autoClose: false });
		try {
			for await (const entry of zip.eachEntry()) {
				const name = entry.fileName.slice(entry.fileName.lastIndexOf('/') + 1);
				if (!names.includes(name)) continue;
				if (taken.has(name)) throw new Error(`it has ${name} twice`);
				taken.add(name);
				await pipeline(await zip.openReadStreamPromise(entry), createWriteStream(join(folder, name), { flags: 'wx' }), { signal });
			}
		} finally {
			zip.close();
		}
		const missing = names.filter((name) => !taken.has(name));
		if (missing.length > 0) throw new Error(`it has no ${missing.join(' and no ')}`);
	} catch (error) {
		signal.throwIfAborted();
		throw new Error(`${archive} could not be unpacked: ${inWords(error)}.`);
	}
}
