import { fsyncSync, openSync, writeSync } from 'node:fs';
import { mkdir, open, readdir, readFile, rename, rm, stat, utimes } from 'node:fs/promises';
import { join } from 'node:path';
import { isAlive } from '../process.ts';
import { toJson, writeWhole } from '../whole-file.ts';
import { arrayFor, type TokenStream, tokensInFile } from './token-stream.ts';
import type { TokenSink } from './tokenise.ts';

/** What is known of a text that was tokenised; stands beside its tokens, and is written after them. */
interface CacheRecord {
	schema: 1;
	tokens: number;
	bytes_per_token: number;
}

/** Texts whose tokens are kept: those that were used last. */
const KEPT = 4;
/** Tokens that are written at once. */
const BUFFERED = 1 << 18;

const tokensName = (key: string): string => `${key}.tokens`;
const recordName = (key: string): string => `${key}.json`;

/** The tokens that are kept under a key; undefined where there are none, or where they are not whole. */
export async function cachedTokens(folder: string, key: string, vocabulary: number): Promise<TokenStream | undefined> {
	const array = arrayFor(vocabulary);
	const path = join(folder, tokensName(key));
	try {
		const record: CacheRecord = JSON.parse(await readFile(join(folder, recordName(key)), 'utf8'));
		if (record.bytes_per_token !== array.BYTES_PER_ELEMENT || (await stat(path)).size !== record.tokens * record.bytes_per_token) return undefined;
		const file = openSync(path, 'r');
		const now = new Date();
		// The time says which were used last.
		await utimes(join(folder, recordName(key)), now, now).catch(() => undefined);
		return tokensInFile(file, record.tokens, array);
	} catch {
		return undefined;
	}
}

/**
 * Writes the tokens that `fill` gives beside their place and renames them, and only then says that they are there:
 * whatever interrupts it, what is found later is whole. Undefined where `fill` was told to stop.
 */
export async function cacheTokens(
	folder: string,
	key: string,
	vocabulary: number,
	fill: (sink: TokenSink) => Promise<boolean>,
): Promise<TokenStream | undefined> {
	const array = arrayFor(vocabulary);
	const beside = join(folder, `.${key}.${process.pid}.tmp`);
	await mkdir(folder, { recursive: true });
	await removeLeftovers(folder);
	const file = await open(beside, 'w');
	let tokens = 0;
	try {
		const buffer = new array(BUFFERED);
		let buffered = 0;
		const write = (part: Uint8Array): void => {
			for (let at = 0; at < part.length; ) at += writeSync(file.fd, part, at);
		};
		const flush = (): void => {
			write(new Uint8Array(buffer.buffer, 0, buffered * array.BYTES_PER_ELEMENT));
			buffered = 0;
		};
		const filled = await fill((more) => {
			tokens += more.length;
			for (let from = 0; from < more.length; ) {
				if (buffered === BUFFERED) flush();
				const count = Math.min(more.length - from, BUFFERED - buffered);
				if (ArrayBuffer.isView(more)) buffer.set((more as Uint8Array).subarray(from, from + count), buffered);
				else for (let index = 0; index < count; index++) buffer[buffered + index] = more[from + index] as number;
				buffered += count;
				from += count;
			}
		});
		if (!filled) return undefined;
		flush();
		fsyncSync(file.fd);
		await rename(beside, join(folder, tokensName(key)));
		const record: CacheRecord = { schema: 1, tokens, bytes_per_token: array.BYTES_PER_ELEMENT };
		await writeWhole(join(folder, recordName(key)), toJson(record));
	} finally {
		await file.close();
		await rm(beside, { force: true });
	}
	await prune(folder);
	return cachedTokens(folder, key, vocabulary);
}

/** What a process that is no more left half-written. */
async function removeLeftovers(folder: string): Promise<void> {
	for (const name of await readdir(folder)) {
		const writer = /^\..*\.(\d+)\.tmp$/.exec(name)?.[1];
		if (writer !== undefined && !isAlive(Number(writer))) await rm(join(folder, name), { force: true });
	}
}

async function prune(folder: string): Promise<void> {
	const names = (await readdir(folder)).filter((name) => name.endsWith('.json'));
	const records = await Promise.all(names.map(async (name) => ({ key: name.slice(0, -'.json'.length), used: (await stat(join(folder, name))).mtimeMs })));
	const old = records.sort((a, b) => b.used - a.used).slice(KEPT);
	// One that another run has open may not be removable; it goes another time.
	for (const { key } of old) for (const name of [recordName(key), tokensName(key)]) await rm(join(folder, name), { force: true }).catch(() => undefined);
}
