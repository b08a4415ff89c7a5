import { createHash } from 'node:crypto';
import { createWriteStream } from 'node:fs';
import { rm } from 'node:fs/promises';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import type { ReadableStream } from 'node:stream/web';
import { inWords } from './reasons.ts';

export interface Download {
	url: string;
	/** Where it goes; must not exist. */
	file: string;
	/** Bytes that it must have. */
	size: number;
	/** Its SHA-512, in base 64. */
	sha512: string;
	signal: AbortSignal;
	/** Bytes that have come so far. */
	progress(done: number): void;
}

/** Asks for an address. Throws in words where there is no answer, or one that is none; as the signal says when it is aborted. */
export async function ask(url: string, signal: AbortSignal): Promise<Response> {
	assertSafe(url);
	try {
		const response = await fetch(url, { signal });
		// An answer may come from where it was sent on to.
		assertSafe(response.url);
		if (response.ok) return response;
		await response.body?.cancel();
		throw new Error(`it answers ${response.status} ${response.statusText}`.trimEnd());
	} catch (error) {
		signal.throwIfAborted();
		throw new Error(`${url} cannot be read: ${inWords(error)}.`);
	}
}

/** Downloads a file and holds it to its size and checksum. Where it fails or is aborted, no part of the file is left. */
export async function download({ url, file, size, sha512, signal, progress }: Download): Promise<void> {
	const { body } = await ask(url, signal);
	const hash = createHash('sha512');
	let done = 0;
	try {
		await pipeline(
			body === null ? Readable.from([]) : Readable.fromWeb(body as ReadableStream),
			async function* (chunks: AsyncIterable<Uint8Array>) {
				for await (const chunk of chunks) {
					hash.update(chunk);
					done += chunk.length;
					// Whoever sends without end fills no disk.
					if (done > size) return;
					progress(done);
					yield chunk;
				}
			},
			createWriteStream(file, { flags: 'wx' }),
			{ signal },
		);
		if (done !== size) throw new Error(`it should have ${size} bytes, and ${done > size ? 'has more' : `ended after ${done}`}`);
		if (hash.digest('base64') !== sha512) throw new Error('its checksum is not the one that was published: it was damaged or changed on its way');
	} catch (error) {
		await rm(file, { force: true }).catch(() => undefined);
		signal.throwIfAborted();
		throw new Error(`${url} could not be downloaded: ${inWords(error)}.`);
	}
}

function assertSafe(url: string): void {
	const { protocol, hostname } = new URL(url);
	if (protocol !== 'https:' && !(protocol === 'http:' && ['127.0.0.1', 'localhost'].includes(hostname)))
		throw new Error(`${url} is not asked: only https is, and this machine itself.`);
}
