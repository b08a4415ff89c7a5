import { mkdtempSync, readdirSync, readFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { writeSynced, writeWhole } from '../../../src/training/whole-file.ts';

const newFolder = (): string => mkdtempSync(join(tmpdir(), 'headroom-whole-'));

it('writes more parts than a system takes at once, empty ones among them', async () => {
	const file = join(newFolder(), 'many');
	const parts = Array.from({ length: 5000 }, (_, index) => Buffer.alloc(index % 7, index % 251));
	await writeSynced(file, parts);
	expect(readFileSync(file).equals(Buffer.concat(parts))).toBe(true);
});

it('replaces a file and leaves nothing beside it', async () => {
	const folder = newFolder();
	await writeWhole(join(folder, 'a.json'), 'a longer text');
	await writeWhole(join(folder, 'a.json'), 'größe');
	expect(readFileSync(join(folder, 'a.json'), 'utf8')).toBe('größe');
	expect(readdirSync(folder)).toEqual(['a.json']);
});
