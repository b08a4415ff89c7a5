import { createHash, randomBytes } from 'node:crypto';
import { existsSync, mkdtempSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { type Download, download } from '../../../src/install/download.ts';
import { serve } from './serve.ts';

const content = randomBytes(300_000);
const sha512 = createHash('sha512').update(content).digest('base64');

function request(url: string, given: Partial<Download> = {}): Download & { folder: string } {
	const folder = mkdtempSync(join(tmpdir(), 'headroom-'));
	return {
		url,
		folder,
		file: join(folder, 'archive'),
		size: content.length,
		sha512,
		signal: new AbortController().signal,
		progress: () => undefined,
		...given,
	};
}

describe('a download', () => {
	it('arrives whole, and tells how far it is', async () => {
		const url = await serve((_, response) => response.end(content));
		const seen: number[] = [];
		const wanted = request(url, { progress: (done) => seen.push(done) });
		await download(wanted);
		expect(readFileSync(wanted.file).equals(content)).toBe(true);
		expect(seen.at(-1)).toBe(content.length);
		expect(seen).toEqual([...seen].sort((a, b) => a - b));
	});

	it('follows to another address', async () => {
		const url = await serve((asked, response) => {
			if (asked.url === '/there') response.end(content);
			else response.writeHead(302, { location: '/there' }).end();
		});
		const wanted = request(url);
		await download(wanted);
		expect(existsSync(wanted.file)).toBe(true);
	});

	it.each([
		['a wrong checksum', { sha512: createHash('sha512').update('other').digest('base64') }, /checksum is not the one that was published/],
		['more than was announced', { size: 1000 }, /should have 1000 bytes, and has more/],
		['less than was announced', { size: content.length + 1 }, /should have 300001 bytes, and ended after 300000/],
	])('with %s is refused, and nothing of it is left', async (_, given, message) => {
		const url = await serve((_, response) => response.end(content));
		const wanted = request(url, given);
		await expect(download(wanted)).rejects.toThrow(message);
		expect(readdirSync(wanted.folder)).toEqual([]);
	});

	it('that breaks off is refused, and nothing of it is left', async () => {
		const url = await serve((_, response) => {
			response.writeHead(200, { 'content-length': content.length });
			response.write(content.subarray(0, 1000), () => response.destroy());
		});
		const wanted = request(url);
		await expect(download(wanted)).rejects.toThrow(/the connection broke/);
		expect(readdirSync(wanted.folder)).toEqual([]);
	});

	it('ends when it is cancelled, and nothing of it is left', async () => {
		const url = await serve((_, response) => {
			response.writeHead(200, { 'content-length': content.length });
			response.write(content.subarray(0, 1000));
		});
		const controller = new AbortController();
		const wanted = request(url, { signal: controller.signal, progress: () => controller.abort() });
		await expect(download(wanted)).rejects.toThrow(/abort/i);
		expect(readdirSync(wanted.folder)).toEqual([]);
	});

	it('says what the server says', async () => {
		const url = await serve((_, response) => response.writeHead(404).end('nothing here'));
		await expect(download(request(url))).rejects.toThrow(/it answers 404 Not Found\.$/);
	});

	it('says that nobody is there', async () => {
		await expect(download(request('http://127.0.0.1:1/archive'))).rejects.toThrow(/cannot be read/);
	});

	it('says that the file cannot be written', async () => {
		const url = await serve((_, response) => response.end(content));
		const wanted = request(url);
		writeFileSync(join(wanted.folder, 'file'), '');
		await expect(download({ ...wanted, file: join(wanted.folder, 'file', 'archive') })).rejects.toThrow(/a file is in the place of a folder/);
	});

	it('asks other machines by https alone', async () => {
		await expect(download(request('http://example.com/archive'))).rejects.toThrow(/only https is/);
	});
});
