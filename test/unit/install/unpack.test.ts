import { existsSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { unpack } from '../../../src/install/unpack.ts';
import { zip } from './zip.ts';

const { signal } = new AbortController();

function archive(bytes: Buffer): { file: string; target: string; root: string } {
	const root = mkdtempSync(join(tmpdir(), 'headroom-'));
	const [file, target] = [join(root, 'archive.zip'), join(root, 'deep', 'target')];
	mkdirSync(target, { recursive: true });
	writeFileSync(file, bytes);
	return { file, target, root };
}

describe('unpacking', () => {
	it('takes the named files out of whatever folder they are in', async () => {
		const { file, target } = archive(
			zip([
				['lib/native/one.so', 'first'],
				['lib/native/two.so', 'second '.repeat(1000)],
				['lib/other.txt', 'not asked for'],
			]),
		);
		await unpack(file, ['one.so', 'two.so'], target, signal);
		expect(readdirSync(target)).toEqual(['one.so', 'two.so']);
		expect(readFileSync(join(target, 'one.so'), 'utf8')).toBe('first');
		expect(readFileSync(join(target, 'two.so'), 'utf8')).toBe('second '.repeat(1000));
	});

	it.each(['../one.so', '../../one.so', '/tmp/one.so', 'lib/../../one.so', 'C:/one.so', '..\\one.so'])('writes nothing outside for %s', async (name) => {
		const { file, target, root } = archive(zip([[name, 'evil']]));
		await expect(unpack(file, ['one.so'], target, signal)).rejects.toThrow(/could not be unpacked/);
		expect(readdirSync(target)).toEqual([]);
		expect(existsSync(join(root, 'one.so')) || existsSync(join(root, 'deep', 'one.so'))).toBe(false);
	});

	it('names what is missing', async () => {
		const { file, target } = archive(zip([['lib/one.so', 'first']]));
		await expect(unpack(file, ['one.so', 'two.so'], target, signal)).rejects.toThrow(/it has no two\.so\.$/);
	});

	it('refuses what is there twice', async () => {
		const { file, target } = archive(
			zip([
				['a/one.so', 'first'],
				['b/one.so', 'second'],
			]),
		);
		await expect(unpack(file, ['one.so'], target, signal)).rejects.toThrow(/it has one\.so twice/);
	});

	it('refuses what is no archive, or half of one', async () => {
		const whole = zip([['one.so', 'first '.repeat(5000)]]);
		for (const bytes of [Buffer.from('<html>not found</html>'), whole.subarray(0, whole.length / 2)]) {
			const { file, target } = archive(bytes);
			await expect(unpack(file, ['one.so'], target, signal)).rejects.toThrow(/could not be unpacked/);
		}
	});
});
