import { mkdtempSync, readFileSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { openAppender } from '../../../src/training/appender.ts';

const newFile = (): string => join(mkdtempSync(join(tmpdir(), 'headroom-append-')), 'events.jsonl');

it('keeps the order of the lines, flushed or not', async () => {
	const file = newFile();
	const appender = await openAppender(file);
	const lines = Array.from({ length: 500 }, (_, index) => `größe ${index}`);
	for (const [index, line] of lines.entries()) {
		appender.append(line);
		if (index % 100 === 0) await appender.flush();
	}
	await appender.close();
	expect(readFileSync(file, 'utf8')).toBe(`${lines.join('\n')}\n`);
});

it('has in the file what was appended before a flush', async () => {
	const file = newFile();
	const appender = await openAppender(file);
	appender.append('a');
	await appender.flush();
	expect(readFileSync(file, 'utf8')).toBe('a\n');
	await appender.close();
});

it('ends a line that was cut off, and only that', async () => {
	const file = newFile();
	writeFileSync(file, 'whole\ncut o');
	for (const line of ['a', 'b']) {
		const appender = await openAppender(file);
		appender.append(line);
		await appender.close();
	}
	expect(readFileSync(file, 'utf8')).toBe('whole\ncut o\na\nb\n');
});

it.skipIf(!process.platform.startsWith('linux'))('tells what the disk answered', async () => {
	const appender = await openAppender('/dev/full');
	appender.append('a');
	await expect(appender.flush()).rejects.toThrow('ENOSPC');
	await expect(appender.close()).rejects.toThrow('ENOSPC');
});
